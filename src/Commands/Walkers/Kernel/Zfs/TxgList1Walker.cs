using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Elements of a list by transaction group, of the group in slot 1.</summary>
[Walker("txg_list1")]
internal sealed class TxgList1Walker : Walker
{
    public override WalkerInfo Info { get; } = new("txg_list1", "given any txg_list_t *, walk all entries in slot 1") { Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => TxgListWalker.Start(run, start, slot: 1);
}
