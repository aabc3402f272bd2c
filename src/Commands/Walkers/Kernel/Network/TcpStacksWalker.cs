using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each network stack holds of TCP.</summary>
[Walker("tcp_stacks")]
internal sealed class TcpStacksWalker : Walker
{
    public override WalkerInfo Info { get; } = new("tcp_stacks", "walk the state of TCP of each network stack") { Module = "genunix", Yields = "tcp_stack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => IpStacks.Walk(run.Session.Kernel, "tcp", fault));
}
