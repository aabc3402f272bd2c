using System.Buffers.Text;
using DumpReader.Symbols;

namespace Commands.Output;

// The number layouts of mdb_printf, one typed method each; no allocation.
internal sealed partial class MdbWriter
{
    private const int MostDigits = 64;

    public partial void Hex(ulong value, bool prefix, int width, bool zeroFill, bool left)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        ReadOnlySpan<byte> text = Digits(value, 16, digits);
        Field(prefix && value != 0 ? "0x"u8 : default, text, width, zeroFill, left);
    }

    public partial void Radix(ulong value, bool prefix) => InRadix(value, negative: false, prefix);

    public partial void Symbolic(ulong address, bool colon, int width, bool left)
    {
        Span<byte> text = stackalloc byte[288];
        text = text[..SymbolicText(address, colon, text)];
        if (EscapeControls && text.Contains((byte)'\n'))
        {
            OneLine(text, width, left);
            return;
        }

        Field(default, text, width, zeroFill: false, left);
    }

    /// <summary><c>%lu</c>, or with <paramref name="prefix"/> <c>%#lu</c>: 0t above 9.</summary>
    public void Decimal(ulong value, bool prefix = false, int width = 0, bool zeroFill = false, bool left = false)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        Field(prefix && value > 9 ? "0t"u8 : default, Digits(value, 10, digits), width, zeroFill, left);
    }

    /// <summary><c>%ld</c>, or with <paramref name="prefix"/> <c>%#ld</c>: the sign, then 0t unless the 64-bit pattern is 0 to 9.</summary>
    public void Signed(long value, bool prefix = false, int width = 0, bool zeroFill = false, bool left = false)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        ReadOnlySpan<byte> text = Digits(Magnitude(value), 10, digits);
        bool tagged = prefix && unchecked((ulong)value) > 9;
        ReadOnlySpan<byte> head = (value < 0, tagged) switch
        {
            (true, true) => "-0t"u8,
            (true, false) => "-"u8,
            (false, true) => "0t"u8,
            _ => default,
        };
        Field(head, text, width, zeroFill, left);
    }

    /// <summary><c>%lo</c>, or with <paramref name="prefix"/> <c>%#lo</c>: a leading 0 unless the value is 0.</summary>
    public void Octal(ulong value, bool prefix = false, int width = 0, bool zeroFill = false, bool left = false)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        Field(prefix && value != 0 ? "0"u8 : default, Digits(value, 8, digits), width, zeroFill, left);
    }

    /// <summary><c>%lq</c> / <c>%#lq</c>: signed octal; the prefix stands before the sign (<c>0-1</c>).</summary>
    public void SignedOctal(long value, bool prefix = false, int width = 0, bool zeroFill = false, bool left = false)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        ReadOnlySpan<byte> text = Digits(Magnitude(value), 8, digits);
        bool tagged = prefix && value != 0;
        ReadOnlySpan<byte> head = (value < 0, tagged) switch
        {
            (true, true) => "0-"u8,
            (true, false) => "-"u8,
            (false, true) => "0"u8,
            _ => default,
        };
        Field(head, text, width, zeroFill, left);
    }

    /// <summary>Unsigned in the current radix, or with <paramref name="negative"/> the negative of <paramref name="magnitude"/>.</summary>
    public void InRadix(ulong magnitude, bool negative, bool prefix, int width = 0, bool zeroFill = false, bool left = false)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        ReadOnlySpan<byte> text = Digits(magnitude, NumberBase, digits);
        ReadOnlySpan<byte> tag = prefix ? RadixPrefix(negative ? ulong.MaxValue : magnitude) : default;
        Span<byte> head = stackalloc byte[3];
        int length = 0;
        if (negative)
        {
            head[length++] = (byte)'-';
        }

        tag.CopyTo(head[length..]);
        Field(head[..(length + tag.Length)], text, width, zeroFill, left);
    }

    /// <summary>The 64 bits of <paramref name="value"/> without leading zeros.</summary>
    public void Binary(ulong value, int width, bool left)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        Field(default, Digits(value, 2, digits), width, zeroFill: false, left);
    }

    /// <summary>Text in a field; never cut.</summary>
    public void Text(ReadOnlySpan<byte> text, int width, bool left) => Field(default, text, width, zeroFill: false, left);

    /// <summary>What <c>%a</c> writes, into <paramref name="text"/>; returns its length.</summary>
    internal int SymbolicText(ulong address, bool colon, Span<byte> text)
    {
        int used = 0;
        if (Symbolizer is { } symbolizer && symbolizer.TryFind(address, out Symbol symbol, out ulong offset))
        {
            used = SymbolName(symbol, text);
            if (offset != 0)
            {
                text[used++] = (byte)'+';
                used += Tagged(offset, text[used..]);
            }
        }
        else
        {
            used = Tagged(address, text);
        }

        if (colon)
        {
            text[used++] = (byte)':';
        }

        return used;
    }

    /// <summary>Name with its module where a module's own table has it; long names are cut to what the field holds.</summary>
    private static int SymbolName(in Symbol symbol, Span<byte> text)
    {
        int room = text.Length - 32;
        int used = 0;
        if (symbol.Table.Module is { } module)
        {
            foreach (char c in module.AsSpan(0, Math.Min(module.Length, room / 2)))
            {
                text[used++] = (byte)c;
            }

            text[used++] = (byte)'`';
        }

        ReadOnlySpan<byte> name = symbol.NameBytes.Span;
        name = name[..Math.Min(name.Length, room - used)];
        name.CopyTo(text[used..]);
        return used + name.Length;
    }

    /// <summary>Hex with 0x above 9.</summary>
    private static int Tagged(ulong value, Span<byte> text)
    {
        int used = 0;
        if (value > 9)
        {
            text[0] = (byte)'0';
            text[1] = (byte)'x';
            used = 2;
        }

        Utf8Formatter.TryFormat(value, text[used..], out int written, new System.Buffers.StandardFormat('x'));
        return used + written;
    }

    private ReadOnlySpan<byte> RadixPrefix(ulong value) => NumberBase switch
    {
        2 when value > 1 => "0i"u8,
        8 when value > 7 => "0o"u8,
        10 when value > 9 => "0t"u8,
        16 when value > 9 => "0x"u8,
        _ => default,
    };

    private static ulong Magnitude(long value) => value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;

    /// <summary>Digits, in the end of <paramref name="room"/>.</summary>
    private static ReadOnlySpan<byte> Digits(ulong value, int radix, Span<byte> room, bool upper = false)
    {
        ReadOnlySpan<byte> letters = upper ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8;
        int at = room.Length;
        if (radix == 16)
        {
            do
            {
                room[--at] = letters[(int)(value & 15)];
                value >>= 4;
            }
            while (value != 0);
        }
        else
        {
            ulong divisor = (uint)radix;
            do
            {
                (value, ulong digit) = Math.DivRem(value, divisor);
                room[--at] = letters[(int)digit];
            }
            while (value != 0);
        }

        return room[at..];
    }

    /// <summary>One conversion: the text in its width, wrapped as a whole when autowrap is on.</summary>
    private void Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text, int width, bool zeroFill, bool left)
    {
        int length = head.Length + text.Length;
        int padding = Math.Max(0, width - length);
        if (Autowrap && Column > Margin && Column + length + padding > Columns)
        {
            NewLine();
        }

        if (padding > 0 && !left && !zeroFill)
        {
            Indent();
            Blanks(padding);
        }

        WriteBytes(head);
        if (zeroFill && !left)
        {
            for (; padding > 0; padding--)
            {
                Plain("0"u8);
            }
        }

        WriteBytes(text);
        if (left && padding > 0)
        {
            Blanks(padding);
        }
    }
}
