using System.Text.RegularExpressions;

namespace Commands.Pipeline;

/// <summary><c>=~</c> and <c>!~</c>: whether an extended regular expression matches a part of the text.</summary>
internal sealed class MatchNode(bool wanted, FilterNode left, FilterNode right) : FilterNode
{
    private string? _pattern;
    private Regex? _regex;

    public override FilterValue Evaluate(in FilterElement element)
    {
        FilterValue subject = left.Evaluate(element);
        FilterValue pattern = right.Evaluate(element);
        if (subject.Kind == FilterKind.Missing || pattern.Kind == FilterKind.Missing)
        {
            return subject.Kind == FilterKind.Missing ? subject : pattern;
        }

        string text = pattern.Shown(element.Session);
        if (_regex is null || text != _pattern)
        {
            _regex = PosixRegex.Create(text) ?? throw new FilterException($"{PosixRegex.Invalid}: {text}");
            _pattern = text;
        }

        return FilterValue.OfTruth(_regex.IsMatch(subject.Shown(element.Session)) == wanted);
    }
}
