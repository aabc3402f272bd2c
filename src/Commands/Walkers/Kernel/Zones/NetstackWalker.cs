using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zones;

/// <summary>Instances of the network stack.</summary>
[Walker("netstack")]
internal sealed class NetstackWalker : Walker
{
    public override WalkerInfo Info { get; } = new("netstack", "walk a list of kernel netstacks") { Yields = "netstack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            new KernelList("netstack_t", "netstack_next", "netstack").OfVariable(run.Session.Kernel, "netstack_head", fault));
}
