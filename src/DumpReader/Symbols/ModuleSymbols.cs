using DumpReader.Bytes;

namespace DumpReader.Symbols;

/// <summary>A module's symbol table and where the module lies: its table is asked for an address only inside.</summary>
internal sealed record ModuleSymbols(string Name, IReadOnlyList<AddressRange> Ranges, SymbolTable Table);
