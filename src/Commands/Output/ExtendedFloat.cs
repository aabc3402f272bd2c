using System.Globalization;
using System.Numerics;

namespace Commands.Output;

/// <summary>The 80-bit floating format of x87: sign and 15 bits of exponent, 64 bits of mantissa with its leading 1 written out.</summary>
internal static class ExtendedFloat
{
    private const int Bias = 16383 + 63;
    private const int Special = 0x7fff;

    /// <summary>As <see cref="FloatText"/> shows a double, exact to the last digit.</summary>
    public static string Text(ushort head, ulong mantissa, int digits)
    {
        int exponent = head & Special;
        string sign = (head & 0x8000) != 0 ? "-" : "+";
        if (exponent == Special)
        {
            return sign + (mantissa << 1 == 0 ? "Infinity" : "NaN");
        }

        if (mantissa == 0)
        {
            return sign + "0." + new string('0', digits) + "e+00";
        }

        int power = Math.Max(exponent, 1) - Bias;
        BigInteger numerator = mantissa;
        BigInteger denominator = BigInteger.One;
        if (power >= 0)
        {
            numerator <<= power;
        }
        else
        {
            denominator <<= -power;
        }

        // The logarithms are not exact: the power of ten may be one too high where the value is just below the next one.
        int ten = (int)Math.Floor(BigInteger.Log10(numerator) - BigInteger.Log10(denominator)) - 1;
        for (; ; ten++)
        {
            int scale = digits - ten;
            BigInteger top = scale >= 0 ? numerator * BigInteger.Pow(10, scale) : numerator;
            BigInteger bottom = scale >= 0 ? denominator : denominator * BigInteger.Pow(10, -scale);
            BigInteger quotient = BigInteger.DivRem(top, bottom, out BigInteger rest);
            int half = (rest * 2).CompareTo(bottom);
            if (half > 0 || (half == 0 && !quotient.IsEven))
            {
                quotient++;
            }

            string text = quotient.ToString(CultureInfo.InvariantCulture);
            if (text.Length <= digits + 1)
            {
                string tail = (ten < 0 ? "e-" : "e+") + Math.Abs(ten).ToString("00", CultureInfo.InvariantCulture);
                return sign + text[0] + "." + text[1..] + tail;
            }
        }
    }

    /// <summary>The nearest double.</summary>
    public static double ToDouble(ushort head, ulong mantissa)
    {
        int exponent = head & Special;
        double value = exponent == Special
            ? (mantissa << 1 == 0 ? double.PositiveInfinity : double.NaN)
            : Math.ScaleB((double)mantissa, Math.Max(exponent, 1) - Bias);
        return (head & 0x8000) != 0 ? -value : value;
    }
}
