using DumpReader.Problems;

namespace DumpReader.Kernel.ModuleList;

/// <summary>A module as listed, with where its symbol table lies; null where there is none or it is damaged.</summary>
internal sealed record ModuleEntry(Module Module, ModuleSymbolPlace? Symbols)
{
    /// <summary>What is damaged of that table.</summary>
    public Problem? Wrong { get; init; }
}

/// <summary>Addresses and sizes of a module's symbol and string tables in dump memory.</summary>
internal sealed record ModuleSymbolPlace(ulong Symbols, int SymbolsSize, ulong Strings, int StringsSize);
