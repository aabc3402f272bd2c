namespace DumpReader.Symbols;

/// <summary>The symbols of one program or library of a process.</summary>
/// <param name="Name">As it is named in front of a symbol.</param>
/// <param name="Tables">Its own table, then that for dynamic linking.</param>
internal sealed record ObjectSymbols(string Name, ulong Base, ulong Size, IReadOnlyList<SymbolTable> Tables);

/// <summary>The symbols of a process: the program's first, then those of its libraries in the order of their addresses.</summary>
internal sealed class ProcessSymbolCatalog(IReadOnlyList<ObjectSymbols> objects) : SymbolCatalog
{
    public override IReadOnlyList<SymbolTable> Tables { get; } = [.. objects.SelectMany(static o => o.Tables)];

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol)
    {
        symbol = default;
        bool known = module is null;
        for (int i = 0; i < objects.Count; i++)
        {
            if (module is not null && module != objects[i].Name && !(i == 0 && module == ObjectSymbolCatalog.AnyExecutable))
            {
                continue;
            }

            known = true;
            foreach (SymbolTable table in objects[i].Tables)
            {
                // What is only used here is defined elsewhere.
                if (table.TryFind(name, out symbol) && symbol.Section != 0)
                {
                    return SymbolLookup.Found;
                }
            }
        }

        symbol = default;
        return known ? SymbolLookup.UnknownName : SymbolLookup.UnknownObject;
    }

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol)
    {
        symbol = default;
        bool found = false;
        foreach (ObjectSymbols of in objects)
        {
            if (address - of.Base >= of.Size)
            {
                continue;
            }

            foreach (SymbolTable table in of.Tables)
            {
                if (table.TryFindAtOrBelow(address, out Symbol candidate)
                    && candidate.Type is SymbolType.Function or SymbolType.Object or SymbolType.NoType && candidate.Section != 0
                    && address - candidate.Value < (distance == 0 ? Math.Max(candidate.Size, 1) : distance)
                    && (!found || candidate.Value > symbol.Value))
                {
                    (found, symbol) = (true, candidate);
                }
            }
        }

        return found;
    }
}
