using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Walkers.Managed;

/// <summary>The objects on the heap of .NET, or those of the type (method table) given.</summary>
[Walker("clrobj")]
internal sealed class ClrObjectWalker : ClrWalker
{
    public override WalkerInfo Info { get; } = new("clrobj", "objects of .NET, or those of a type") { Module = "mdb", Ours = true };

    protected override IEnumerable<Item> Walk(Run run, ClrRuntime runtime, Item? start) =>
        runtime.Heap.EnumerateObjects(carefully: true)
            .Where(o => o.Type is { } type && (start is not { } wanted || type.MethodTable == wanted.Bits))
            .Select(o => new Item(o.Address));
}
