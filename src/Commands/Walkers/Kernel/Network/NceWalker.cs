using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>What each interface of the IP stack given, or of all, knows of its neighbours.</summary>
[Walker("nce")]
internal sealed class NceWalker : Walker
{
    public override WalkerInfo Info { get; } = new("nce", "walk what interfaces know of neighbours, of an ip_stack_t or of all") { Module = "ip", Yields = "nce_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) =>
            Interfaces.Links(kernel, stack, fault).SelectMany(link => Neighbours.OfLink(kernel, link, fault)));
}
