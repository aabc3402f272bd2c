using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each network stack holds of SCTP.</summary>
[Walker("sctp_stacks")]
internal sealed class SctpStacksWalker : Walker
{
    public override WalkerInfo Info { get; } = new("sctp_stacks", "walk the state of SCTP of each network stack") { Module = "ip", Yields = "sctp_stack_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => IpStacks.Walk(run.Session.Kernel, "sctp", fault));
}
