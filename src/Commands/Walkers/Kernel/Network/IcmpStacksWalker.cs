using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each network stack holds of ICMP.</summary>
[Walker("icmp_stacks")]
internal sealed class IcmpStacksWalker : Walker
{
    public override WalkerInfo Info { get; } = new("icmp_stacks", "walk the state of ICMP of each network stack") { Module = "genunix", Yields = "icmp_stack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => IpStacks.Walk(run.Session.Kernel, "icmp", fault));
}
