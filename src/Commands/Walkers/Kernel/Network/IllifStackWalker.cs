using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Kinds of interfaces of the IP stack given.</summary>
[Walker("illif_stack")]
internal sealed class IllifStackWalker : Walker
{
    public override WalkerInfo Info { get; } = new("illif_stack", "given an ip_stack_t, walk its kinds of interfaces") { Module = "ip", Yields = "ill_if_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "an ip_stack_t address must be provided", Info.Yields, Interfaces.Kinds);
}
