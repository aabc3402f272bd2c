using Commands.Language;

namespace Commands.Pipeline;

/// <summary>Arithmetic of the language on numbers with a sign: what 64 bits cannot hold wraps around; bit operations give unsigned words.</summary>
internal sealed class ArithmeticNode(TokenKind op, FilterNode left, FilterNode right) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue a = Number(left.Evaluate(element));
        FilterValue b = Number(right.Evaluate(element));
        if (a.Kind != FilterKind.Number || b.Kind != FilterKind.Number)
        {
            return a.Kind != FilterKind.Number ? a : b;
        }

        int shift = (int)(b.Bits & 63);
        return FilterValue.OfNumber(op switch
        {
            TokenKind.Plus => a.Number + b.Number,
            TokenKind.Minus => a.Number - b.Number,
            TokenKind.Star => a.Number * b.Number,
            TokenKind.Percent => Divide(a.Number, b.Number),
            TokenKind.Hash => Divide(a.Number + b.Number - 1, b.Number) * b.Number,
            TokenKind.PercentPercent => b.Bits == 0 ? throw ByZero() : a.Bits % b.Bits,
            TokenKind.Ampersand => a.Bits & b.Bits,
            TokenKind.Bar => a.Bits | b.Bits,
            TokenKind.Caret => a.Bits ^ b.Bits,
            TokenKind.ShiftLeft => a.Bits << shift,
            _ => a.Bits >> shift,
        });
    }

    /// <summary>Nothing stays nothing, and what is missing stays missing.</summary>
    public static FilterValue Number(in FilterValue value) => value.Kind is FilterKind.Text or FilterKind.Real
        ? throw new FilterException($"{(value.Kind == FilterKind.Text ? "a text" : "a floating-point number")} cannot be calculated with")
        : value;

    private static Int128 Divide(Int128 a, Int128 b) => b == 0 ? throw ByZero() : a / b;

    private static FilterException ByZero() => new("attempted to divide by zero");
}

/// <summary><c>-</c> and <c>~</c>.</summary>
internal sealed class SignNode(bool isComplement, FilterNode operand) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue value = ArithmeticNode.Number(operand.Evaluate(element));
        return value.Kind != FilterKind.Number ? value : FilterValue.OfNumber(isComplement ? ~value.Bits : -value.Number);
    }
}

/// <summary><c>*</c>, <c>%</c>, <c>*/i/</c>: the word at an address.</summary>
internal sealed class ReadNode(bool objectFile, int size, FilterNode operand) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue value = ArithmeticNode.Number(operand.Evaluate(element));
        if (value.Kind != FilterKind.Number)
        {
            return value;
        }

        IEvaluationContext context = element.Session;
        return context.TryRead(objectFile, value.Bits, size, out ulong word, out _) ? FilterValue.OfNumber(word) : FilterValue.MissingAt(value.Bits);
    }
}
