using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Inputs and outputs of all pools, or of the one given, that no other waits for.</summary>
[Walker("zio_root")]
internal sealed class ZioRootWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("zio_root", "walk all root zio_t structures, optionally for a particular spa_t") { Yields = "zio_t", Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => ZioWalker.OfPool(run, start, rootsOnly: true);
}
