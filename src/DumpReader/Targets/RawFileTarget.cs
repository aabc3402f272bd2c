using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpReader.Targets;

/// <summary>Any file as memory: an address is an offset, virtual and physical alike.</summary>
internal sealed class RawFileTarget(IByteSource file, string name) : ITarget
{
    private readonly FileSpace _space = new(file);

    public string Kind => "raw";

    public string RawFile => name;

    public AddressSpace Memory => _space;

    public AddressSpace? Physical => _space;

    public SymbolCatalog Symbols { get; } = new EmptySymbolCatalog();

    public TypeCatalog Types { get; } = new CtfCatalog([], static _ => { });

    public void Dispose() => file.Dispose();
}
