using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Generic;

/// <summary>Elements of the <c>list_t</c> given.</summary>
[Walker("list")]
internal sealed class ListWalker : Walker
{
    public override WalkerInfo Info { get; } = new("list", "walk a linked list");

    /// <summary>Without an address it is, as in stock mdb, address 0 that cannot be read; a typed NULL is an empty list.</summary>
    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        start is { Bits: 0 }
            ? []
            : KernelWalk.Start(run, Info.Yields, fault => ListNodes.Walk(run.Session.Kernel, start?.Bits ?? 0, fault));
}
