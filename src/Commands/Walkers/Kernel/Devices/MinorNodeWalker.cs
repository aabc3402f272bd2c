using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Minor nodes of the device node given.</summary>
[Walker("minornode")]
internal sealed class MinorNodeWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("minornode", "given a devinfo node, walk minor nodes") { Yields = "struct ddi_minor_data" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a dev_info struct address must be provided", Info.Yields, Nodes);

    private static IEnumerable<ulong> Nodes(KernelObjects kernel, ulong device, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct dev_info", "devi_minor", fault, out ulong first)
            || !kernel.TryOffset("struct ddi_minor_data", "next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(device + first), out ulong node))
        {
            fault(WalkFault.Unreadable("dev_info", device));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, node, next, ring: false, "minor node", fault);
    }
}
