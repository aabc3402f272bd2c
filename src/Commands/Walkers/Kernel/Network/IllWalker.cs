using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Interfaces of the IP stack given, or of all.</summary>
[Walker("ill")]
internal sealed class IllWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ill", "walk interfaces, of an ip_stack_t or of all") { Module = "ip", Yields = "ill_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start, Info.Yields, Interfaces.Links);
}
