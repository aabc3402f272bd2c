using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Regions of the devices of a pool.</summary>
[Walker("metaslab")]
internal sealed class MetaslabWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("metaslab", "given a spa_t *, walk all metaslab_t structures") { Yields = "metaslab_t", Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "metaslab walk must supply a spa_t", Info.Yields, Metaslabs.OfPool);
}
