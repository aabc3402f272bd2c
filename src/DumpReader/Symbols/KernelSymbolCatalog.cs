using DumpReader.Bytes;

namespace DumpReader.Symbols;

/// <summary>
/// The symbols of a kernel: the table of the image (unix.N), whose symbols show without a prefix, then those of the modules in load
/// order. The module list is not read before a lookup needs it.
/// </summary>
/// <param name="modules">In load order; of two of one name the first counts.</param>
internal sealed class KernelSymbolCatalog(SymbolTable image, Once<IReadOnlyList<ModuleSymbols>> modules) : SymbolCatalog
{
    private readonly Once<Place[]> _places = new(() => [.. modules.Value.SelectMany(m => m.Ranges, (m, r) => new Place(r, m.Table)).Where(p => p.Range.Length != 0)]);
    private IReadOnlyList<SymbolTable>? _tables;

    public override IReadOnlyList<SymbolTable> Tables => _tables ??= [image, .. modules.Value.Select(m => m.Table)];

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol)
    {
        if (module is null && image.TryFind(name, out symbol))
        {
            return SymbolLookup.Found;
        }

        symbol = default;
        bool known = module is null;
        foreach (ModuleSymbols candidate in modules.Value)
        {
            if (module is not null && candidate.Name != module)
            {
                continue;
            }

            if (candidate.Table.TryFind(name, out symbol))
            {
                return SymbolLookup.Found;
            }

            if (module is not null)
            {
                known = true;
                break;
            }
        }

        return known ? SymbolLookup.UnknownName : SymbolLookup.UnknownObject;
    }

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol)
    {
        bool found = TryFindIn(image, address, distance, out symbol);
        if (found && symbol.Value == address)
        {
            return true;
        }

        foreach (Place place in _places.Value)
        {
            if (place.Range.Contains(address)
                && TryFindIn(place.Table, address, distance, out Symbol candidate)
                && (!found || candidate.Value > symbol.Value))
            {
                found = true;
                symbol = candidate;
            }
        }

        return found;
    }

    private static bool TryFindIn(SymbolTable table, ulong address, ulong distance, out Symbol symbol)
    {
        symbol = default;
        return (distance != 0 || table.Covers(address))
            && table.TryFindAtOrBelow(address, out symbol)
            && address - symbol.Value < (distance == 0 ? Math.Max(symbol.Size, 1) : distance);
    }

    private readonly record struct Place(AddressRange Range, SymbolTable Table);
}
