using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Kinds of interfaces of all network stacks.</summary>
[Walker("illif")]
internal sealed class IllifWalker : Walker
{
    public override WalkerInfo Info { get; } = new("illif", "walk kinds of interfaces, of all stacks") { Module = "ip", Yields = "ill_if_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StackWalk.Of(run, start: null, Info.Yields, Interfaces.Kinds);
}
