using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each network stack holds of IP.</summary>
[Walker("ip_stacks")]
internal sealed class IpStacksWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ip_stacks", "walk the state of IP of each network stack") { Module = "ip", Yields = "struct ip_stack" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => IpStacks.Walk(run.Session.Kernel, "ip", fault));
}
