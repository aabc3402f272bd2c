using System.Globalization;
using System.Text;
using Commands.Language;
using DumpReader.Symbols;

namespace Commands.Output;

// mdb_printf itself: a format text and its arguments.
internal sealed partial class MdbWriter
{
    public partial void Printf(string format, params ReadOnlySpan<object?> arguments)
    {
        int next = 0;
        int at = 0;
        while (at < format.Length)
        {
            int percent = format.IndexOf('%', at);
            if (percent < 0)
            {
                Write(format.AsSpan(at));
                return;
            }

            Write(format.AsSpan(at, percent - at));
            at = percent + 1;
            if (at < format.Length && format[at] == '<')
            {
                int end = format.IndexOf('>', at);
                at = end < 0 ? format.Length : end + 1;
                continue;
            }

            PrintfSpec spec = PrintfSpec.Parse(format, ref at);
            if (spec.Star)
            {
                long width = unchecked((long)Number(arguments[next++], 64, signed: true));
                spec = spec with { Width = (int)Math.Clamp(Math.Abs(width), 0, PrintfSpec.MostWidth), Left = spec.Left || width < 0 };
            }

            switch (spec.Letter)
            {
                case '\0': return;
                case '%': Write("%"); break;
                case 'T': Align(spec.Width > 0 ? spec.Width : TabStop); break;
                case 'b':
                    Text(Encoding.Latin1.GetBytes(BitNames(Number(arguments[next], 64), (IReadOnlyList<BitName>)arguments[next + 1]!, spec.Tagged)),
                        spec.Width, spec.Left);
                    next += 2;
                    break;
                default: Convert(spec, arguments[next++]); break;
            }
        }
    }

    /// <summary>One conversion of one value: any integer type, a text or bytes for %s, a floating number for %e and %g.</summary>
    public void Convert(in PrintfSpec spec, object? value)
    {
        switch (spec.Letter)
        {
            case 'e' or 'E': Float(System.Convert.ToDouble(value, CultureInfo.InvariantCulture), 7, spec.Width, spec.Left); break;
            case 'g' or 'G': Float(System.Convert.ToDouble(value, CultureInfo.InvariantCulture), 16, spec.Width, spec.Left); break;
            case 'N': ConvertText(spec, Encoding.ASCII.GetBytes(NetworkAddress.Ip6((byte[])value!))); break;
            case 's': ConvertText(spec, value is byte[] raw ? raw : Latin(value?.ToString() ?? "<NULL>")); break;
            default: Convert(spec, Number(value, 64, signed: true)); break;
        }
    }

    /// <summary>
    /// One conversion of bytes as they are. A line end among them is no layout: with <see cref="EscapeControls"/> it is shown as other control
    /// bytes are, so that a name cannot look like a line of the debugger's own.
    /// </summary>
    public void ConvertText(in PrintfSpec spec, ReadOnlySpan<byte> text) => OneLine(text, spec.Width, spec.Left);

    /// <summary>A text of the dump, in a field as <see cref="Text"/>; on a terminal without the line ends in it.</summary>
    public void OneLine(ReadOnlySpan<byte> text, int width = 0, bool left = false)
    {
        bool breaksLine = EscapeControls && text.Contains((byte)'\n');
        Text(breaksLine ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text).Replace("\n", "\\012", StringComparison.Ordinal)) : text, width, left);
    }

    /// <summary>One conversion of an integer, of which the size in the conversion says how many bits count.</summary>
    public void Convert(in PrintfSpec spec, ulong value)
    {
        (char _, int width, bool left, bool zero, bool tagged, bool _, int bits) = spec;
        ulong unsigned = Cut(value, bits, signed: false);
        long signed = unchecked((long)Cut(value, bits, signed: true));
        switch (spec.Letter)
        {
            case 'a': Symbolic(value, tagged, width, left); break;
            case 'A': NearSymbol(value, tagged, width, left); break;
            case 'c': Text([(byte)value], width, left); break;
            case 'd' or 'i': Signed(signed, tagged, width, zero, left); break;
            case 'H': Text(Encoding.ASCII.GetBytes(HumanSize(value)), width, left); break;
            case 'I': Text(Encoding.ASCII.GetBytes(NetworkAddress.Ip4((uint)value)), width, left); break;
            case 'o': Octal(unsigned, tagged, width, zero, left); break;
            case 'q': SignedOctal(signed, tagged, width, zero, left); break;
            case 'p': Hex(value, tagged, width, zero, left); break;
            case 'r': InRadix(unsigned, negative: false, tagged, width, zero, left); break;
            case 'R': InRadix(Magnitude(signed), signed < 0, tagged, width, zero, left); break;
            case 'u': Decimal(unsigned, tagged, width, zero, left); break;
            case 'x': Hex(unsigned, tagged, width, zero, left); break;
            case 'X':
                Span<byte> digits = stackalloc byte[MostDigits];
                Field(tagged && unsigned != 0 ? "0x"u8 : default, Digits(unsigned, 16, digits, upper: true), width, zero, left);
                break;
            case 'Y': Time(unchecked((long)value), width, left); break;
            default: Write("%" + spec.Letter); break;
        }
    }

    /// <summary><c>%A</c>: the symbol or nothing; with <paramref name="mark"/> (<c>%#A</c>) a ? where there is none.</summary>
    public void NearSymbol(ulong address, bool mark, int width, bool left)
    {
        bool found = Symbolizer is { } symbolizer && symbolizer.TryFind(address, out Symbol _, out ulong _);
        if (found)
        {
            Symbolic(address, colon: false, width, left);
        }
        else
        {
            Text(mark ? "?"u8 : default, width, left);
        }
    }

    /// <summary><c>%e</c> (7 digits) and <c>%g</c> (16): the sign always, two digits of exponent or more.</summary>
    public void Float(double value, int digits, int width = 0, bool left = false) =>
        Text(Encoding.ASCII.GetBytes(FloatText.Of(value, digits)), width, left);

    /// <summary>A character in C notation: <c>a \n \" \\ \0 \377</c>. Not cut by a line end.</summary>
    public void EscapedCharacter(byte value)
    {
        Span<byte> text = stackalloc byte[4];
        Field(default, text[..CEscape.Write(value, text)], 0, zeroFill: false, left: false);
    }

    /// <summary><c>%Y</c>: local time, or the number in signed radix where no calendar has it.</summary>
    public void Time(long seconds, int width = 0, bool left = false)
    {
        Span<byte> text = stackalloc byte[TimeText.Length];
        if (TimeText.TryFormat(seconds, TimeZone ?? TimeZoneInfo.Local, text, out int length))
        {
            Text(text[..length], width, left);
        }
        else
        {
            InRadix(Magnitude(seconds), seconds < 0, prefix: true, width, zeroFill: false, left);
        }
    }

    /// <summary><c>%H</c>: a size in 1024s, three digits where it is not exact.</summary>
    public static string HumanSize(ulong value)
    {
        int unit = 0;
        while (unit < 6 && value >> (10 * (unit + 1)) != 0)
        {
            unit++;
        }

        if (unit == 0)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        ulong one = 1UL << (10 * unit);
        string digits = value % one == 0
            ? (value / one).ToString(CultureInfo.InvariantCulture)
            : HumanFraction((double)value / one);
        return digits + "KMGTPE"[unit - 1];
    }

    private static string HumanFraction(double value) => value.ToString(value < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string BitNames(ulong value, IReadOnlyList<BitName> names, bool leftover)
    {
        var text = new StringBuilder();
        foreach (BitName bit in names)
        {
            if ((value & bit.Mask) == bit.Bits)
            {
                text.Append(text.Length == 0 ? "" : ",").Append(bit.Name);
                value &= ~bit.Mask;
            }
        }

        if (leftover && value != 0)
        {
            text.Append(text.Length == 0 ? "0x" : ",0x").Append(value.ToString("x", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static byte[] Latin(string text)
    {
        foreach (char c in text)
        {
            if (c > 0xff)
            {
                return Encoding.UTF8.GetBytes(text);
            }
        }

        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>An integer argument cut to a size, sign-extended to 64 bits or not.</summary>
    private static ulong Number(object? value, int bits, bool signed = false)
    {
        ulong raw = value switch
        {
            null => 0,
            ulong v => v,
            long v => unchecked((ulong)v),
            int v => unchecked((ulong)v),
            uint v => v,
            short v => unchecked((ulong)v),
            ushort v => v,
            sbyte v => unchecked((ulong)v),
            byte v => v,
            char v => v,
            bool v => v ? 1UL : 0UL,
            nint v => unchecked((ulong)v),
            nuint v => v,
            _ => throw new ArgumentException("not an integer: " + value.GetType().Name, nameof(value)),
        };
        return Cut(raw, bits, signed);
    }

    private static ulong Cut(ulong raw, int bits, bool signed)
    {
        int shift = 64 - Math.Clamp(bits, 8, 64);
        return signed ? unchecked((ulong)((long)(raw << shift) >> shift)) : raw << shift >> shift;
    }
}
