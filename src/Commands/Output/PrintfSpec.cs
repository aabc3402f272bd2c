namespace Commands.Output;

/// <summary>One conversion of a format: <c>%</c>, flags, width, size, letter.</summary>
internal readonly record struct PrintfSpec(char Letter, int Width, bool Left, bool ZeroFill, bool Tagged, bool Star, int Bits)
{
    /// <summary>Digits of a pointer, for the width <c>?</c>.</summary>
    private const int PointerDigits = 16;

    /// <summary>Wider than any column; a hostile width ends here.</summary>
    public const int MostWidth = 4096;

    /// <summary>Reads what stands behind a <c>%</c> at <paramref name="at"/>, and moves <paramref name="at"/> behind the letter; letter 0 at the end of the text.</summary>
    public static PrintfSpec Parse(ReadOnlySpan<char> format, ref int at)
    {
        bool left = false;
        bool zero = false;
        bool tagged = false;
        for (; at < format.Length && format[at] is '-' or '0' or '#' or '+' or ' '; at++)
        {
            left |= format[at] == '-';
            zero |= format[at] == '0';
            tagged |= format[at] == '#';
        }

        int width = 0;
        bool star = false;
        for (; at < format.Length; at++)
        {
            char c = format[at];
            if (c == '?')
            {
                width = PointerDigits;
            }
            else if (c == '*')
            {
                star = true;
            }
            else if (char.IsAsciiDigit(c))
            {
                width = Math.Min(MostWidth, (width * 10) + (c - '0'));
            }
            else
            {
                break;
            }
        }

        int bits = 32;
        for (; at < format.Length && format[at] is 'h' or 'l' or 'z'; at++)
        {
            bits = format[at] == 'h' ? bits / 2 : 64;
        }

        char letter = at < format.Length ? format[at++] : '\0';
        return new PrintfSpec(letter, width, left, zero, tagged, star, bits);
    }
}
