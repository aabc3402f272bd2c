using Commands.Output;

namespace Commands.Dcmds.Core;

/// <summary>A piece of a ::printf format: text, or a conversion (then the text is empty).</summary>
internal readonly record struct PrintfPiece(string Text, PrintfSpec Spec)
{
    public bool IsConversion => Spec.Letter != 0;
}

/// <summary>The format of ::printf: the conversions that it allows are fewer than those of the writer.</summary>
internal static class PrintfFormat
{
    private const string Letters = "aAdHINopqrRsuxXY";

    /// <summary>Null: <paramref name="error"/> says at which character the format is wrong.</summary>
    public static List<PrintfPiece>? Parse(string format, out string error)
    {
        error = "";
        var pieces = new List<PrintfPiece>();
        var text = new System.Text.StringBuilder();
        for (int at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                text.Append(format[at]);
                continue;
            }

            int letter = at + 1;
            while (letter < format.Length && (char.IsAsciiDigit(format[letter]) || format[letter] is '-' or '?'))
            {
                letter++;
            }

            char found = letter < format.Length ? format[letter] : '\0';
            if (found == '%' && letter == at + 1)
            {
                text.Append('%');
                at = letter;
                continue;
            }

            if (found == 0 || !Letters.Contains(found, StringComparison.Ordinal))
            {
                error = $"illegal format string at or near '{(found == 0 ? "" : found)}' (position {letter + 1})";
                return null;
            }

            Flush();
            int from = at + 1;
            pieces.Add(new PrintfPiece("", PrintfSpec.Parse(format, ref from) with { Bits = 64 }));
            at = letter;
        }

        Flush();
        return pieces;

        void Flush()
        {
            if (text.Length > 0)
            {
                pieces.Add(new PrintfPiece(text.ToString(), default));
                text.Clear();
            }
        }
    }
}
