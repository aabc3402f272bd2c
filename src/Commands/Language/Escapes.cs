using System.Text;

namespace Commands.Language;

/// <summary>C escapes, both ways.</summary>
internal static class Escapes
{
    /// <summary>Replaces <c>\a \b \f \n \r \t \v \" \\</c> and octal ones; an unknown escape keeps its backslash.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var decoded = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                decoded.Append(text[i]);
                continue;
            }

            char c = text[++i];
            if (c is >= '0' and <= '7')
            {
                int value = c - '0';
                for (int digits = 1; digits < 3 && i + 1 < text.Length && text[i + 1] is >= '0' and <= '7'; digits++)
                {
                    value = (value * 8) + (text[++i] - '0');
                }

                decoded.Append((char)(value & 0xff));
                continue;
            }

            int plain = c switch { 'a' => 7, 'b' => 8, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, 'v' => 11, '"' => '"', '\\' => '\\', _ => -1 };
            if (plain < 0)
            {
                decoded.Append('\\').Append(c);
            }
            else
            {
                decoded.Append((char)plain);
            }
        }

        return decoded.ToString();
    }

    /// <summary>Text, one character a byte, as C would write it inside double quotes.</summary>
    public static string Encode(ReadOnlySpan<char> text)
    {
        var encoded = new StringBuilder(text.Length);
        Span<byte> escape = stackalloc byte[4];
        foreach (char c in text)
        {
            int length = CEscape.Write((byte)c, escape);
            foreach (byte b in escape[..length])
            {
                encoded.Append((char)b);
            }
        }

        return encoded.ToString();
    }
}
