using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Storage pools by name.</summary>
[Walker("spa")]
internal sealed class SpaWalker : Walker
{
    public override WalkerInfo Info { get; } = new("spa", "walk all spa_t entries in the namespace") { Yields = "spa_t", Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.Global(run, start, "spa walk only supports global walks", Info.Yields, (kernel, fault) =>
        {
            if (kernel.TrySymbol("spa_namespace_avl", out ulong tree))
            {
                return AvlNodes.Walk(kernel, tree, fault);
            }

            fault(WalkFault.MissingSymbol("spa_namespace_avl"));
            return [];
        });
}
