using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each network stack holds of UDP.</summary>
[Walker("udp_stacks")]
internal sealed class UdpStacksWalker : Walker
{
    public override WalkerInfo Info { get; } = new("udp_stacks", "walk the state of UDP of each network stack") { Module = "genunix", Yields = "udp_stack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => IpStacks.Walk(run.Session.Kernel, "udp", fault));
}
