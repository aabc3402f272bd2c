using Commands.Language;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;
using Superpower.Model;

namespace Commands.Pipeline;

/// <summary>
/// A name: a column of the row; or else a member of the object, by a path; or else, where it is a plain word, a symbol of the kernel or
/// a number of hex digits. A dot or an arrow in front says that it is a member; a backquote, that it is a symbol.
/// </summary>
internal sealed class NameNode(Token<TokenKind> token) : FilterNode
{
    private readonly string _text = token.ToStringValue();
    private readonly bool _isMember = token.ToStringValue()[0] is '.' or '-';
    private MemberPath? _path;

    public string Text => _text;

    public override FilterValue Evaluate(in FilterElement element) =>
        TryEvaluate(element, out FilterValue value) ? value : throw Unknown(element);

    /// <summary>False where it is none of these.</summary>
    public bool TryEvaluate(in FilterElement element, out FilterValue value)
    {
        bool isSymbol = _text.Contains('`', StringComparison.Ordinal);
        if (!_isMember && !isSymbol && element.Row is { } row && row.TryCell(element.Run, _text, out Cell cell))
        {
            value = FilterValue.Of(cell);
            return true;
        }

        if (!isSymbol && element.HasValue && element.Item.Type is { } type && Path(element.Session, type) is { IsValid: true } path)
        {
            value = Follow(path, element);
            return true;
        }

        value = default;
        return !_isMember && TryConstant(element.Session, out value);
    }

    private static FilterValue Follow(MemberPath path, in FilterElement element)
    {
        Item item = element.Item;
        return path.TryApply(item.Space ?? element.Session.Memory, item.Bits, null, out Value value, out PathFault fault)
            ? FilterValue.Of(value)
            : FilterValue.MissingAt(fault.Address ?? item.Bits);
    }

    private MemberPath Path(Session session, CType type)
    {
        if (!ReferenceEquals(_path?.Root, type))
        {
            _path = MemberPath.Compile(type, _text, new SessionNumbers(session), session.Target.Types);
        }

        return _path;
    }

    private bool TryConstant(Session session, out FilterValue value)
    {
        value = default;
        int quote = _text.LastIndexOf('`');
        if (session.FindSymbol(quote < 0 ? null : _text[..quote], _text.AsSpan(quote + 1), out Symbol symbol) == SymbolLookup.Found)
        {
            value = FilterValue.OfAddress(symbol.Value);
            return true;
        }

        if (!_text.All(c => NumberText.IsHexDigit(c)) || !session.TryNumber(_text, out ulong number, out _))
        {
            return false;
        }

        value = FilterValue.OfNumber(number);
        return true;
    }

    private string? Nearest(in FilterElement element)
    {
        IEnumerable<string> columns = element.Row is { IsRow: true } row ? row.ColumnNames(element.Run) : [];
        IEnumerable<string> members = element.HasValue && element.Item.Type?.Resolve() is StructType type ? type.Members.Select(m => m.Name) : [];
        return Suggestions.Question(_text, columns.Concat(members));
    }

    private FilterException Unknown(in FilterElement element)
    {
        string columns = element.Row is { IsRow: true } row ? $"a column ({string.Join(' ', row.ColumnNames(element.Run))})" : "";
        string member = element.HasValue && element.Item.Type is { } type ? $"a member of {type.Name}" : "";
        string[] wanted = [.. new[] { columns, member, _isMember ? "" : "a symbol" }.Where(w => w.Length > 0)];
        return wanted.Length == 0
            ? new FilterException($"{_text}: the element has no type, so it has no members", token)
            : new FilterException($"{_text} is not {string.Join(" or ", wanted)}", token, Nearest(element));
    }
}
