using System.Text;
using Mdb.Editor;

namespace Mdb.Terminals;

/// <summary>What / at the foot of a screen asks for: the lines up to the first that holds a text are passed over.</summary>
internal sealed class PagerSearch(string pattern)
{
    private readonly byte[] _pattern = Encoding.UTF8.GetBytes(pattern);
    private readonly List<byte> _line = [];

    public string Pattern => pattern;

    /// <summary>Asks for the text on the row of the cursor; null where the person thinks better of it.</summary>
    public static PagerSearch? Ask(Terminal terminal)
    {
        var text = new StringBuilder();
        terminal.Write("/");
        while (terminal.ReadKey() is { } key && !key.IsControl('C') && !key.IsControl('\\') && key.Kind != KeyKind.Escape)
        {
            switch (key.Kind)
            {
                case KeyKind.Enter:
                    return text.Length == 0 ? null : new PagerSearch(text.ToString());
                case KeyKind.Backspace when text.Length > 0:
                    text.Length -= text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1;
                    break;
                case KeyKind.Text:
                    text.Append(key.Rune.ToString());
                    break;
            }

            terminal.Write("\r\x1b[K/" + text);
        }

        return null;
    }

    /// <summary>Takes text up to the end of a line that holds what is looked for.</summary>
    /// <param name="buffer">The text.</param>
    /// <param name="found">That line, whole; null while it has not come.</param>
    /// <returns>How many bytes were taken.</returns>
    public int Feed(ReadOnlySpan<byte> buffer, out byte[]? found)
    {
        int taken = 0;
        found = null;
        while (found is null && buffer[taken..].IndexOf((byte)'\n') is var end and >= 0)
        {
            _line.AddRange(buffer.Slice(taken, end + 1));
            taken += end + 1;
            byte[] line = [.. _line];
            _line.Clear();
            found = line.AsSpan().IndexOf(_pattern) >= 0 ? line : null;
        }

        if (found is not null)
        {
            return taken;
        }

        _line.AddRange(buffer[taken..]);
        return buffer.Length;
    }
}
