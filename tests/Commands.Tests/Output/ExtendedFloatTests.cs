using Commands.Output;
using CsCheck;

namespace Commands.Tests.Output;

public class ExtendedFloatTests
{
    private const int Digits = 16;

    [Fact]
    public void Text_of_a_number_that_a_double_holds_is_that_of_the_double() => Gen.Double.Where(double.IsNormal).Sample(
        value =>
        {
            (ushort head, ulong mantissa) = Extended(value);
            return ExtendedFloat.Text(head, mantissa, Digits) == FloatText.Of(value, Digits);
        });

    [Theory]
    [InlineData(16383 + 9, 0xfa00000000000000UL, "+1.0000000000000000e+03")]
    [InlineData(16383 + 9, 0xfa00000000000000UL - 181, "+9.9999999999999999e+02")]
    [InlineData(0x7ffe, 0xffffffffffffffffUL, "+1.1897314953572318e+4932")]
    [InlineData(1, 0x8000000000000000UL, "+3.3621031431120935e-4932")]
    [InlineData(29670, 0xd1ba8323fe558c61UL, "+1.0000000000000000e+4000")]
    [InlineData(29670, 0xd1ba8323fe558c61UL - 100_000, "+9.9999999999999338e+3999")]
    [InlineData(0xffff, 0x8000000000000000UL, "-Infinity")]
    [InlineData(0x7fff, 0xc000000000000000UL, "+NaN")]
    [InlineData(0, 0UL, "+0.0000000000000000e+00")]
    public void Text_is_exact_beside_a_power_of_ten_too(ushort head, ulong mantissa, string text) =>
        Assert.Equal(text, ExtendedFloat.Text(head, mantissa, Digits));

    private static (ushort Head, ulong Mantissa) Extended(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int exponent = (int)(bits >> 52 & 0x7ff) - 1023 + 16383;
        return ((ushort)(exponent | (int)(bits >> 63 << 15)), (1UL << 63) | (bits << 11));
    }
}
