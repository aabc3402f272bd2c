using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Bound TCP endpoints of the IP stack given, or of all.</summary>
[Walker("bind_hash")]
internal sealed class BindHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("bind_hash", "walk bound TCP endpoints, of an ip_stack_t or of all") { Module = "ip", Yields = "conn_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) => Connections.Walk(kernel, stack, "bind", fault));
}
