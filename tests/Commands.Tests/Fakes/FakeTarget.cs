using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;
using Shared;

namespace Commands.Tests.Fakes;

/// <summary>A kernel target of some bytes, some symbols and some types.</summary>
internal sealed class FakeTarget(AddressSpace memory, FakeSymbolTable symbols, TypeCatalog types) : ITarget
{
    private readonly FakeSymbols _catalog = new(symbols);

    public string Kind => "kvm";

    public AddressSpace Memory { get; set; } = memory;

    public AddressSpace? Physical { get; set; }

    public FakeSymbolTable Symbols => symbols;

    public TypeCatalog Types => types;

    SymbolCatalog ITarget.Symbols => _catalog;

    public void Dispose()
    {
    }
}
