namespace Commands.Pipeline;

/// <summary>A part of a condition or key, compiled once and evaluated for each element.</summary>
internal abstract class FilterNode
{
    /// <summary>The value for an element. What is not in the dump is <see cref="FilterKind.Missing"/>, not an error.</summary>
    /// <exception cref="FilterException">It makes no sense for this element.</exception>
    public abstract FilterValue Evaluate(in FilterElement element);
}

/// <summary>A number or a text as written.</summary>
internal sealed class LiteralNode(FilterValue value) : FilterNode
{
    public FilterValue Value => value;

    public override FilterValue Evaluate(in FilterElement element) => value;
}

/// <summary><c>.</c>: the element itself.</summary>
internal sealed class DotNode : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element) =>
        !element.HasValue ? FilterValue.None
        : element.Item.IsBare ? FilterValue.OfNumber(element.Item.Bits)
        : FilterValue.OfAddress(element.Item.Bits);
}

/// <summary><c>&lt;name</c>: a variable, walk variables among them.</summary>
internal sealed class VariableNode(string name) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element) =>
        element.Session.Variables.Find(name) is { } variable
            ? FilterValue.OfNumber(variable.Value)
            : throw new FilterException($"variable '{name}' is not defined");
}
