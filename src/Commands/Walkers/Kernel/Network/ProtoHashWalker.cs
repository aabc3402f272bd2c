using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Raw endpoints of IPv4 of the IP stack given, or of all.</summary>
[Walker("proto_hash")]
internal sealed class ProtoHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("proto_hash", "walk raw endpoints of IPv4, of an ip_stack_t or of all") { Module = "ip", Yields = "conn_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) => Connections.Walk(kernel, stack, "proto", fault));
}
