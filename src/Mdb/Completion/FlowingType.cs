using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Mdb.Completion;

/// <summary>What kind of object comes out of a stage, told from its text alone: nothing runs, no memory is read.</summary>
internal sealed class FlowingType(Session session)
{
    private static readonly string[] Filters = ["grep", "head", "where", "sort", "uniq", "first", "last", "skip", "group", "groupby", "select", "min", "max"];

    /// <summary>Type of the objects whose addresses reach a stage; null where that cannot be told.</summary>
    /// <param name="before">The stages before it.</param>
    /// <param name="stage">The stage itself.</param>
    public CType? Into(IEnumerable<StageText> before, StageText stage)
    {
        CType? flow = null;
        bool any = false;
        foreach (StageText earlier in before)
        {
            flow = Through(any ? flow : OfAddress(earlier.Address), earlier);
            any = true;
        }

        return any ? flow : OfAddress(stage.Address);
    }

    private CType? Through(CType? flow, StageText stage)
    {
        switch (stage.Dcmd)
        {
            case null:
                return null;
            case "print":
                PrintArguments print = PrintArguments.Of(stage.Words, stage.Words.Count, 0, Find);
                CType? type = print.Type ?? flow ?? session.LastObject?.Type;
                return type is null || print.Rest >= stage.Words.Count
                    ? type
                    : Pointed(MemberPaths.Follow(type, stage.Words[print.Rest].Text));
            case "list" or "array":
                return PrintArguments.Of(stage.Words, stage.Words.Count, 0, Find).Type;
            case "walk":
                return stage.Words.Count > 0 && Registry.CreateWalker(stage.Words[0].Text)?.Info.Yields is { } yields ? Find(yields) : null;
            default:
                return Filters.Contains(stage.Dcmd) ? flow : Registry.CreateDcmd(stage.Dcmd)?.InputType is { } input ? Find(input) : null;
        }
    }

    /// <summary>A pointer flows as the object that it points to.</summary>
    private static CType? Pointed(CType? type) => type?.Resolve() is PointerType pointer ? pointer.Target : type;

    private CType? OfAddress(string address) =>
        session.FindSymbol(null, address.Trim(), out Symbol symbol) == SymbolLookup.Found
            ? session.Target.Types.OfSymbol(symbol, out _)
            : null;

    private CType? Find(string name) => session.FindType(name, out _);
}
