using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What the kernel remembers of destinations.</summary>
[Walker("dce")]
internal sealed class DceWalker : Walker
{
    public override WalkerInfo Info { get; } = new("dce", "walk what is known of destinations") { Module = "ip", Yields = "dce_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => CacheWalk.Of(run, Info.Yields!, "dce_cache");
}
