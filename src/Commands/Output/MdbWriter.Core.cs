using System.Globalization;
using System.Text;

namespace Commands.Output;

internal sealed partial class MdbWriter(Stream stream)
{
    private readonly List<byte> _buffer = [];

    public partial void Write(ReadOnlySpan<char> text) => WriteBytes(Encoding.Latin1.GetBytes(text.ToString()));

    public partial void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _buffer.Add(b);
            Column = b == '\n' ? 0 : Column + 1;
        }
    }

    public partial void NewLine() => Write("\n");

    public partial void Printf(string format, params ReadOnlySpan<object?> arguments) => throw new NotSupportedException(format);

    public partial void Hex(ulong value, bool prefix, int width, bool zeroFill, bool left)
    {
        string text = (prefix && value != 0 ? "0x" : "") + value.ToString("x", CultureInfo.InvariantCulture);
        Write(left ? text.PadRight(width) : text.PadLeft(width, zeroFill ? '0' : ' '));
    }

    public partial void Radix(ulong value, bool prefix) => Hex(value, prefix && value > 9);

    public partial void Symbolic(ulong address, bool colon, int width) => Hex(address, address > 9);

    public void Flush()
    {
        stream.Write(_buffer.ToArray());
        _buffer.Clear();
    }
}
