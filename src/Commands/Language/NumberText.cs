using System.Globalization;

namespace Commands.Language;

/// <summary>Numbers as mdb writes them: <c>0i 0o 0t 0x</c> or the current radix.</summary>
internal static class NumberText
{
    public const string Overflow = "specified value exceeds maximum immediate value";

    /// <summary>Radix that the second character of a <c>0x</c> prefix stands for; 0 where it is none.</summary>
    public static int PrefixRadix(int letter) => letter switch
    {
        'i' or 'I' => 2,
        'o' or 'O' => 8,
        't' or 'T' => 10,
        'x' or 'X' => 16,
        _ => 0,
    };

    private const int NotADigit = int.MaxValue;

    /// <summary>Value of a digit or letter (<c>z</c> is 35); larger than any radix for other characters.</summary>
    public static int DigitValue(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => NotADigit,
    };

    public static bool IsHexDigit(int c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    /// <summary>The digits of a number in a radix, without a prefix.</summary>
    public static string Format(ulong value, int radix)
    {
        Span<char> digits = stackalloc char[64];
        int at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)(value % (uint)radix)];
            value /= (uint)radix;
        }
        while (value != 0);

        return digits[at..].ToString();
    }

    /// <summary>A whole word; no digits at all is 0. The error text is without <c>mdb: </c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int radix, out ulong value, out string? error)
    {
        value = 0;
        error = null;
        if (text.Length >= 2 && text[0] == '0' && PrefixRadix(text[1]) is > 0 and int prefixed)
        {
            if (prefixed == 10 && text.Contains('.'))
            {
                if (double.TryParse(text[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double real))
                {
                    value = BitConverter.DoubleToUInt64Bits(real);
                    return true;
                }
            }

            radix = prefixed;
            text = text[2..];
        }

        UInt128 sum = 0;
        foreach (char c in text)
        {
            int digit = DigitValue(c);
            if (digit == NotADigit)
            {
                error = Overflow;
                return false;
            }

            if (digit >= radix)
            {
                error = $"digit '{c}' is invalid in current base";
                return false;
            }

            sum = (sum * (uint)radix) + (uint)digit;
            if (sum > ulong.MaxValue)
            {
                error = Overflow;
                return false;
            }
        }

        value = (ulong)sum;
        return true;
    }
}
