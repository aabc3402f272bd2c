using DumpReader.Values;

namespace Commands.Pipeline;

/// <summary>Indices of member paths in the radix of a session.</summary>
internal sealed class SessionNumbers(Session session) : PathNumbers
{
    public override bool TryParse(string text, out ulong value, out string error)
    {
        bool parsed = session.TryNumber(text, out value, out string? reason);
        error = reason ?? "";
        return parsed;
    }

    public override string Format(ulong value)
    {
        Span<char> digits = stackalloc char[64];
        int at = digits.Length;
        do
        {
            (value, ulong digit) = Math.DivRem(value, (ulong)session.Radix);
            digits[--at] = "0123456789abcdef"[(int)digit];
        }
        while (value != 0);

        return digits[at..].ToString();
    }
}
