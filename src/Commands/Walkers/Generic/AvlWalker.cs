using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Generic;

/// <summary>Elements of the <c>avl_tree_t</c> given, in order.</summary>
[Walker("avl")]
internal sealed class AvlWalker : Walker
{
    public override WalkerInfo Info { get; } = new("avl", "walk an AVL tree");

    /// <summary>Without an address it is, as in stock mdb, address 0 that cannot be read; a typed NULL is an empty tree.</summary>
    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        start is { Bits: 0 }
            ? []
            : KernelWalk.Start(run, Info.Yields, fault => AvlNodes.Walk(run.Session.Kernel, start?.Bits ?? 0, fault));
}
