namespace DumpReader.Symbols;

/// <summary>A module's symbol table and where the module lies: its table is asked for an address only inside.</summary>
internal sealed record ModuleSymbols(string Name, IReadOnlyList<AddressRange> Ranges, SymbolTable Table);

/// <summary>Addresses from <paramref name="Start"/> on, <paramref name="Size"/> of them.</summary>
internal readonly record struct AddressRange(ulong Start, ulong Size)
{
    public bool Contains(ulong address) => address - Start < Size;
}
