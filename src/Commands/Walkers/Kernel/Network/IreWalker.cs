using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Network;

/// <summary>All routes: those of the tables, and those that packets and connections hold.</summary>
[Walker("ire")]
internal sealed class IreWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ire", "walk routes") { Module = "ip", Yields = "ire_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => CacheWalk.Of(run, Info.Yields!, "ire_cache");
}
