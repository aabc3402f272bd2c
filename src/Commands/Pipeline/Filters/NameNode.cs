using Commands.Language;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline;

/// <summary>
/// A name: a column of the row; or else a member of the object, by a path; or else, where it is a plain word, a symbol of the kernel or
/// a number of hex digits. A dot or an arrow in front says that it is a member; a backquote, that it is a symbol.
/// </summary>
internal sealed class NameNode(string text) : FilterNode
{
    private readonly bool _isMember = text[0] is '.' or '-';
    private MemberPath? _path;

    public string Text => text;

    public override FilterValue Evaluate(in FilterElement element) =>
        TryEvaluate(element, out FilterValue value) ? value : throw Unknown(element);

    /// <summary>False where it is none of these.</summary>
    public bool TryEvaluate(in FilterElement element, out FilterValue value)
    {
        bool isSymbol = text.Contains('`', StringComparison.Ordinal);
        if (!_isMember && !isSymbol && element.Row is { } row && row.TryCell(element.Run, text, out Cell cell))
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
            _path = MemberPath.Compile(type, text, new SessionNumbers(session), session.Target.Types);
        }

        return _path;
    }

    private bool TryConstant(Session session, out FilterValue value)
    {
        value = default;
        int quote = text.LastIndexOf('`');
        if (session.FindSymbol(quote < 0 ? null : text[..quote], text.AsSpan(quote + 1), out Symbol symbol) == SymbolLookup.Found)
        {
            value = FilterValue.OfAddress(symbol.Value);
            return true;
        }

        if (!text.All(c => NumberText.IsHexDigit(c)) || !session.TryNumber(text, out ulong number, out _))
        {
            return false;
        }

        value = FilterValue.OfNumber(number);
        return true;
    }

    private FilterException Unknown(in FilterElement element)
    {
        string columns = element.Row is { IsRow: true } row ? $"a column ({string.Join(' ', row.ColumnNames(element.Run))})" : "";
        string member = element.HasValue && element.Item.Type is { } type ? $"a member of {type.Name}" : "";
        string[] wanted = [.. new[] { columns, member, _isMember ? "" : "a symbol" }.Where(w => w.Length > 0)];
        return wanted.Length == 0
            ? new FilterException($"{text}: the element has no type, so it has no members")
            : new FilterException($"{text} is not {string.Join(" or ", wanted)}");
    }
}
