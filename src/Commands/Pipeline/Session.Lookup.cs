using Commands.Output;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>Names to addresses and types, and back, as this session sees them.</summary>
internal sealed partial class Session : ISymbolizer
{
    /// <summary>Whether nothing at all is looked at: neither a dump nor a file.</summary>
    public bool HasNothing => Target.Kind == "proc" && Target.Elf is null && Target.Process is null;

    /// <summary>The nearest symbol under the matching rule of the session ($s).</summary>
    public bool TryFind(ulong address, out Symbol symbol, out ulong offset)
    {
        bool found = Target.Symbols.TryFind(address, Options.SymbolDistance, out symbol);
        if (PrivateSymbols.Count > 0 && PrivateSymbols.TryFindAtOrBelow(address, out Symbol own)
            && address - own.Value < (Options.SymbolDistance == 0 ? Math.Max(own.Size, 1) : Options.SymbolDistance)
            && (!found || own.Value >= symbol.Value))
        {
            (symbol, found) = (own, true);
        }

        offset = found ? address - symbol.Value : 0;
        return found;
    }

    /// <summary>A symbol whose value is exactly the address.</summary>
    public bool TryFindExact(ulong address, out Symbol symbol) => TryFind(address, out symbol, out ulong offset) && offset == 0;

    public SymbolLookup FindSymbol(string? module, ReadOnlySpan<char> name, out Symbol symbol) =>
        module is null && PrivateSymbols.Count > 0 && PrivateSymbols.TryFind(name, out symbol)
            ? SymbolLookup.Found
            : Target.Symbols.Find(module, name, out symbol);

    /// <summary>
    /// A type as written by the user: <c>kthread_t</c>, <c>struct ctxop</c>, <c>vmm`vm_t</c>, <c>struct genunix`proc</c>.
    /// Null: <paramref name="reason"/> is what mdb appends to <c>failed to look up type X: </c>.
    /// </summary>
    public CType? FindType(string text, out string reason)
    {
        string? module = null;
        string name = text;
        int quote = text.LastIndexOf('`');
        if (quote >= 0)
        {
            int start = text.LastIndexOf(' ', quote) + 1;
            module = text[start..quote];
            name = text[..start] + text[(quote + 1)..];
        }

        CType? type = Target.Types.Find(module, name, out TypeError error);
        if (type is null && module is null)
        {
            type = SyntheticTypes.Find(name);
        }

        reason = type is not null ? "" : HasNothing ? Reasons.NoProcess : Reasons.Of(error);
        return type;
    }
}
