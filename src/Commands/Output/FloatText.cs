using System.Globalization;

namespace Commands.Output;

/// <summary>Floating numbers as mdb shows them: sign, one digit, a fraction, exponent of two digits or more (<c>+3.1415900e+00</c>).</summary>
internal static class FloatText
{
    public static string Of(double value, int digits)
    {
        string sign = double.IsNegative(value) ? "-" : "+";
        if (double.IsNaN(value))
        {
            return sign + "NaN";
        }

        if (double.IsInfinity(value))
        {
            return sign + "Infinity";
        }

        string text = Math.Abs(value).ToString("e" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int e = text.IndexOf('e');
        string exponent = text[(e + 2)..].TrimStart('0').PadLeft(2, '0');
        return sign + text[..(e + 2)] + exponent;
    }
}
