using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Neighbours of all network stacks.</summary>
[Walker("ncec")]
internal sealed class NcecWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ncec", "walk the neighbours of all stacks") { Module = "ip", Yields = "ncec_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start: null, Info.Yields, Neighbours.Cached);
}
