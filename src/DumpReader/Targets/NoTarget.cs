using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpReader.Targets;

/// <summary>Nothing is being debugged: arithmetic and formats work, and virtual memory reads as zeros, as in stock mdb without operands.</summary>
internal sealed class NoTarget : ITarget
{
    public string Kind => "proc";

    public AddressSpace Memory { get; } = new ZeroSpace();

    public SymbolCatalog Symbols { get; } = new EmptySymbolCatalog();

    public TypeCatalog Types { get; } = new CtfCatalog([], static _ => { });

    public void Dispose() { }
}
