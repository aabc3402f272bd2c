namespace Commands.Pipeline;

/// <summary><c>&amp;&amp;</c> and <c>||</c>: the right side is looked at only where it decides. What is missing stays missing unless the other side decides.</summary>
internal sealed class LogicNode(bool isAnd, FilterNode left, FilterNode right) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue first = left.Evaluate(element);
        if (first.Kind != FilterKind.Missing && first.IsTrue != isAnd)
        {
            return FilterValue.OfTruth(!isAnd);
        }

        FilterValue second = right.Evaluate(element);
        if (second.Kind != FilterKind.Missing && second.IsTrue != isAnd)
        {
            return FilterValue.OfTruth(!isAnd);
        }

        return first.Kind == FilterKind.Missing ? first
            : second.Kind == FilterKind.Missing ? second
            : FilterValue.OfTruth(isAnd);
    }
}

/// <summary><c>!</c> and <c>#</c>: 1 for what is 0, empty or nothing.</summary>
internal sealed class NotNode(FilterNode operand) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue value = operand.Evaluate(element);
        return value.Kind == FilterKind.Missing ? value : FilterValue.OfTruth(!value.IsTrue);
    }
}
