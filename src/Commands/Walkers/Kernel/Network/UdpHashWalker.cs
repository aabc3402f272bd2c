using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>UDP endpoints of the IP stack given, or of all.</summary>
[Walker("udp_hash")]
internal sealed class UdpHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("udp_hash", "walk UDP endpoints, of an ip_stack_t or of all") { Module = "ip", Yields = "conn_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) => Connections.Walk(kernel, stack, "udp", fault));
}
