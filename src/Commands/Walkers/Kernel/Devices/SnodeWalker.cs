using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Vnodes of devices.</summary>
[Walker("snode")]
internal sealed class SnodeWalker : Walker
{
    public override WalkerInfo Info { get; } = new("snode", "walk global snode lists") { Yields = "struct snode", Module = "specfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => SpecialNodes.Walk(run.Session.Kernel, fault));
}
