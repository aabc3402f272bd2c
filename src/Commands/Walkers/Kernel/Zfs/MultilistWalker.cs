using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Lists of a multilist.</summary>
[Walker("multilist")]
internal sealed class MultilistWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("multilist", "given a multilist_t *, walk all list_t structures") { Yields = "list_t", Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "multilist walk doesn't support global walks", Info.Yields, Multilist.Lists);
}
