using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Elements of a list by transaction group, of all groups.</summary>
[Walker("txg_list")]
internal sealed class TxgListWalker : Walker
{
    public override WalkerInfo Info { get; } = new("txg_list", "given any txg_list_t *, walk all entries in all txgs") { Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => Start(run, start, null);

    /// <summary>Walks one group, or all.</summary>
    public static IEnumerable<Item>? Start(Run run, Item? start, int? slot) => StartedWalk.At(
        run, start, "txg_list walk doesn't support global walks", null, (kernel, list, fault) => TxgList.Walk(kernel, list, slot, fault));
}
