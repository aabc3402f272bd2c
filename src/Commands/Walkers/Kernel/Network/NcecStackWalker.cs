using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Neighbours of the IP stack given.</summary>
[Walker("ncec_stack")]
internal sealed class NcecStackWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ncec_stack", "given an ip_stack_t, walk its neighbours") { Module = "ip", Yields = "ncec_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "an ip_stack_t address must be provided", Info.Yields, Neighbours.Cached);
}
