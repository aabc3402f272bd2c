using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Logical interfaces of the interface given.</summary>
[Walker("ipif_list")]
internal sealed class IpifListWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ipif_list", "given an ill_t, walk its logical interfaces") { Module = "ip", Yields = "ipif_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "an ill_t address must be provided", Info.Yields, Interfaces.Addresses);
}
