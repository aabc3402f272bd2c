using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Elements of a B-tree, in order.</summary>
[Walker("zfs_btree")]
internal sealed class ZfsBtreeWalker : Walker
{
    public override WalkerInfo Info { get; } = new("zfs_btree", "given a zfs_btree_t *, walk all entries") { Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "zfs_btree walk doesn't support global walks", Info.Yields, BtreeElements.Walk);
}
