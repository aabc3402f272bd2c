using DumpReader.Problems;

namespace DumpReader.Symbols;

/// <summary>
/// One ELF symbol table: indexed by name and by address when first asked, names as slices, no string per symbol.
/// Tie rules by address: value 0 never; local and unsized never; greatest value at or below; sized before unsized, typed before
/// untyped, strong before weak, then the smaller name.
/// </summary>
public abstract class SymbolTable
{
    /// <summary>The kernel module that owns it; null for the table of the whole kernel image (unix.N), whose symbols show without a prefix.</summary>
    public abstract string? Module { get; }

    /// <summary>The load object that it belongs to, as ::nm names it.</summary>
    public virtual string LoadObject => Module ?? "unix";

    /// <summary>Whether it is the table for dynamic linking (.dynsym), which repeats what others link to.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>Why entries are missing that the table should have; null where it is whole.</summary>
    public virtual Problem? Missing => null;

    /// <summary>Number of entries, the null symbol included.</summary>
    public abstract int Count { get; }

    public abstract Symbol this[int index] { get; }

    public abstract bool TryFind(ReadOnlySpan<char> name, out Symbol symbol);

    /// <summary>The best candidate for an address, whatever its size: the caller decides whether the distance is near enough.</summary>
    public abstract bool TryFindAtOrBelow(ulong address, out Symbol symbol);

    /// <summary>Whether any symbol may cover an address; false spares the search.</summary>
    public virtual bool Covers(ulong address) => true;
}
