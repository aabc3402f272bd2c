namespace Commands.Language;

/// <summary>Characters in the notation of C: <c>\a \b \f \n \r \t \v \" \\ \0</c>, three octal digits for the rest that does not print.</summary>
internal static class CEscape
{
    /// <summary>Writes at most four bytes; returns how many.</summary>
    public static int Write(byte value, Span<byte> text)
    {
        byte letter = value switch
        {
            0 => (byte)'0',
            7 => (byte)'a',
            8 => (byte)'b',
            9 => (byte)'t',
            10 => (byte)'n',
            11 => (byte)'v',
            12 => (byte)'f',
            13 => (byte)'r',
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            _ => 0,
        };
        if (letter != 0)
        {
            text[0] = (byte)'\\';
            text[1] = letter;
            return 2;
        }

        if (IsPrintable(value))
        {
            text[0] = value;
            return 1;
        }

        return Octal(value, text);
    }

    /// <summary>Writes a backslash and three octal digits; returns 4.</summary>
    public static int Octal(byte value, Span<byte> text)
    {
        text[0] = (byte)'\\';
        text[1] = (byte)('0' + (value >> 6));
        text[2] = (byte)('0' + ((value >> 3) & 7));
        text[3] = (byte)('0' + (value & 7));
        return 4;
    }

    /// <summary>isprint of the C locale.</summary>
    public static bool IsPrintable(byte value) => value is >= 0x20 and < 0x7f;
}
