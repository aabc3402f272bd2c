namespace DumpReader.Symbols;

/// <summary>Outcome of a lookup by name.</summary>
public enum SymbolLookup { Found, UnknownName, UnknownObject }

/// <summary>All symbol tables of a target in search order: the kernel image first, then each module in load order.</summary>
public abstract class SymbolCatalog
{
    public abstract IReadOnlyList<SymbolTable> Tables { get; }

    /// <summary>By name in all tables (<paramref name="module"/> null) or in one module; the first found wins.</summary>
    public abstract SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol);

    /// <summary>
    /// By address, over all tables whose range holds it; the closest wins, the earlier table on equal distance.
    /// <paramref name="distance"/> 0 is smart matching: address - value &lt; max(size, 1); otherwise &lt; distance.
    /// </summary>
    public abstract bool TryFind(ulong address, ulong distance, out Symbol symbol);
}
