using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Network;

/// <summary>The route given and those behind it in its bucket.</summary>
[Walker("ire_next")]
internal sealed class IreNextWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ire_next", "given an ire_t, walk those behind it") { Module = "ip", Yields = "ire_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "an ire_t address must be provided", Info.Yields, (kernel, route, fault) =>
            new KernelList("struct ire_s", "ire_next", "ire").From(kernel, route, fault));
}
