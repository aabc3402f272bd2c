namespace DumpReader.Symbols;

/// <summary>The symbols of a target that has none.</summary>
internal sealed class EmptySymbolCatalog : SymbolCatalog
{
    public override IReadOnlyList<SymbolTable> Tables => [];

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol)
    {
        symbol = default;
        return module is null ? SymbolLookup.UnknownName : SymbolLookup.UnknownObject;
    }

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol)
    {
        symbol = default;
        return false;
    }
}
