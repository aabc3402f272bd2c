using DumpReader.Kernel;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Fakes;

/// <summary>A dump whose memory is looked at through something else; all the rest is the dump's.</summary>
internal abstract class OverlaidTarget(ITarget inner) : ITarget
{
    public abstract AddressSpace Memory { get; }

    public string Kind => inner.Kind;

    public SymbolCatalog Symbols => inner.Symbols;

    public TypeCatalog Types => inner.Types;

    public IReadOnlyList<Module> Modules => inner.Modules;

    public IReadOnlyDictionary<string, ulong> Registers => inner.Registers;

    public DumpSummary? Dump => inner.Dump;

    public void Dispose() => inner.Dispose();
}
