using Commands.Language;

namespace Commands.Pipeline;

/// <summary>
/// <c>== != &lt; &lt;= &gt; &gt;=</c>. Numbers compare by value; two are also equal when one is how the bits of the other read without a sign.
/// Texts compare byte by byte; a pointer to characters, an enumeration and an address with a symbol compare with a text by their name.
/// </summary>
internal sealed class CompareNode(TokenKind op, FilterNode left, FilterNode right) : FilterNode
{
    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue a = Operand(left, right, element);
        FilterValue b = Operand(right, left, element);
        if (a.Kind == FilterKind.Missing || b.Kind == FilterKind.Missing)
        {
            return a.Kind == FilterKind.Missing ? a : b;
        }

        if (a.Kind == FilterKind.None || b.Kind == FilterKind.None)
        {
            bool both = a.Kind == b.Kind;
            return FilterValue.OfTruth(op == TokenKind.Equal ? both : op == TokenKind.NotEqual && !both);
        }

        bool isText = a.Kind == FilterKind.Text || b.Kind == FilterKind.Text;
        if (!isText && op is TokenKind.Equal or TokenKind.NotEqual && FilterOrder.AreEqual(a, b))
        {
            return FilterValue.OfTruth(op == TokenKind.Equal);
        }

        int order = isText
            ? string.CompareOrdinal(Name(a, element), Name(b, element))
            : FilterOrder.Compare(a, b);
        return FilterValue.OfTruth(op switch
        {
            TokenKind.Equal => order == 0,
            TokenKind.NotEqual => order != 0,
            TokenKind.Less => order < 0,
            TokenKind.LessOrEqual => order <= 0,
            TokenKind.Greater => order > 0,
            _ => order >= 0,
        });
    }

    /// <summary>Beside an enumeration a word that means nothing else is one of its names.</summary>
    private static FilterValue Operand(FilterNode node, FilterNode other, in FilterElement element)
    {
        if (node is not NameNode name)
        {
            return node.Evaluate(element);
        }

        if (name.TryEvaluate(element, out FilterValue value))
        {
            return value;
        }

        bool isEnumerator = other is NameNode member && member.TryEvaluate(element, out FilterValue beside) && beside.IsEnumeration;
        return isEnumerator ? FilterValue.OfText(name.Text) : name.Evaluate(element);
    }

    private static string Name(in FilterValue value, in FilterElement element) =>
        value.TryName(element.Session, out string name) ? name : throw new FilterException("a number cannot be compared with a text");
}
