using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Logical interfaces of the IP stack given, or of all.</summary>
[Walker("ipif")]
internal sealed class IpifWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ipif", "walk logical interfaces, of an ip_stack_t or of all") { Module = "ip", Yields = "ipif_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) =>
            Interfaces.Links(kernel, stack, fault).SelectMany(link => Interfaces.Addresses(kernel, link, fault)));
}
