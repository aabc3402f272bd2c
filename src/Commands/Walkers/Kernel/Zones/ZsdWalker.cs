using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zones;

/// <summary>Zone-specific data of the zone given.</summary>
[Walker("zsd")]
internal sealed class ZsdWalker : Walker
{
    public override WalkerInfo Info { get; } = new("zsd", "walk list of zsd entries for a zone") { Yields = "struct zsd_entry" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "global walk not supported", Info.Yields, (kernel, zone, fault) =>
            kernel.TryOffset("zone_t", "zone_zsd", fault, out ulong list) ? ListNodes.Walk(kernel, unchecked(zone + list), fault) : []);
}
