using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Values of the resource control given.</summary>
[Walker("rctl_val")]
internal sealed class RctlValueWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("rctl_val", "given a rctl_t, walk all rctl_val entries associated") { Yields = "rctl_val_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "rctl_val walk doesn't support global walks", Info.Yields, Elements);

    private static IEnumerable<ulong> Elements(KernelObjects kernel, ulong owner, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("rctl_t", "rc_values", fault, out ulong list)
            || !kernel.TryOffset("rctl_val_t", "rcv_next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(owner + list), out ulong first))
        {
            fault(WalkFault.Unreadable("rctl_t", owner));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, first, next, ring: false, "rctl_val_t", fault);
    }
}
