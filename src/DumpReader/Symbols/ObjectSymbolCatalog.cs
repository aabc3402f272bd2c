namespace DumpReader.Symbols;

/// <summary>The symbols of one object file: its own table, then that for dynamic linking.</summary>
/// <param name="name">Its name as a load object.</param>
internal sealed class ObjectSymbolCatalog(string name, params SymbolTable[] tables) : SymbolCatalog
{
    /// <summary>What the program is called where its name does not matter.</summary>
    public const string AnyExecutable = "a.out";

    public override IReadOnlyList<SymbolTable> Tables => tables;

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> symbolName, out Symbol symbol)
    {
        symbol = default;
        if (module is not null && module != name && module != AnyExecutable)
        {
            return SymbolLookup.UnknownObject;
        }

        foreach (SymbolTable table in tables)
        {
            if (table.TryFind(symbolName, out symbol))
            {
                return SymbolLookup.Found;
            }
        }

        return SymbolLookup.UnknownName;
    }

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol)
    {
        symbol = default;
        bool found = false;
        foreach (SymbolTable table in tables)
        {
            // The value of a thread-local symbol is no address.
            if ((distance != 0 || table.Covers(address))
                && table.TryFindAtOrBelow(address, out Symbol candidate)
                && candidate.Type != SymbolType.Tls
                && address - candidate.Value < (distance == 0 ? Math.Max(candidate.Size, 1) : distance)
                && (!found || candidate.Value > symbol.Value))
            {
                found = true;
                symbol = candidate;
            }
        }

        return found;
    }
}
