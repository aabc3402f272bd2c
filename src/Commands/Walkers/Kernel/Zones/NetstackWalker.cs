using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zones;

/// <summary>Instances of the network stack.</summary>
[Walker("netstack")]
internal sealed class NetstackWalker : Walker
{
    public override WalkerInfo Info { get; } = new("netstack", "walk a list of kernel netstacks") { Yields = "netstack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, Info.Yields, fault =>
            kernel.TryPointer("netstack_head", fault, out ulong head)
            && kernel.TryOffset("netstack_t", "netstack_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, head, next, ring: false, "netstack", fault)
                : []);
    }
}
