using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zones;

/// <summary>The zones that are active.</summary>
[Walker("zone")]
internal sealed class ZoneWalker : Walker
{
    public override WalkerInfo Info { get; } = new("zone", "walk a list of kernel zones") { Yields = "zone_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (!kernel.TrySymbol("zone_active", out ulong list))
        {
            KernelWalk.Report(run, WalkFault.MissingSymbol("zone_active"));
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault => ListNodes.Walk(kernel, list, fault));
    }
}
