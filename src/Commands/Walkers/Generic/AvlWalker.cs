using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Generic;

/// <summary>Elements of the <c>avl_tree_t</c> given, in order.</summary>
[Walker("avl")]
internal sealed class AvlWalker : Walker
{
    public override WalkerInfo Info { get; } = new("avl", "walk an AVL tree");

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } tree)
        {
            run.Error("avl walk must begin at the address of an avl_tree_t");
            return null;
        }

        return tree.Bits == 0 ? [] : KernelWalk.Start(run, Info.Yields, fault => AvlNodes.Walk(run.Session.Kernel, tree.Bits, fault));
    }
}
