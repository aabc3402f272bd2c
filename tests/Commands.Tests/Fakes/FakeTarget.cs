using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Fakes;

/// <summary>A target of some bytes, some symbols and some types.</summary>
internal sealed class FakeTarget : ITarget
{
    public string Kind => "kvm";

    public AddressSpace Memory { get; set; } = new ByteSpace(0);

    public AddressSpace? Physical { get; set; }

    public FakeSymbols Symbols { get; } = new();

    public FakeTypes Types { get; } = new();

    SymbolCatalog ITarget.Symbols => Symbols;

    TypeCatalog ITarget.Types => Types;

    public IReadOnlyList<Module> Modules => [];

    public IReadOnlyDictionary<string, ulong> Registers { get; } = new Dictionary<string, ulong>();

    public AddressSpace? UserSpace(ulong addressSpace) => null;

    public IReadOnlyList<Problem> Problems => [];

    public void Dispose()
    {
    }
}
