using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Connected TCP endpoints of the IP stack given, or of all.</summary>
[Walker("conn_hash")]
internal sealed class ConnHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("conn_hash", "walk connected TCP endpoints, of an ip_stack_t or of all") { Module = "ip", Yields = "conn_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) => Connections.Walk(kernel, stack, "conn", fault));
}
