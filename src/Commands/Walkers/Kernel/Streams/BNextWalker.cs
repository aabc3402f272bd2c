using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>The message block given and those behind it on its queue.</summary>
[Walker("b_next")]
internal sealed class BNextWalker : Walker
{
    public override WalkerInfo Info { get; } = new("b_next", "walk mblk_t list using b_next") { Yields = "mblk_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "b_next walk must begin at address of mblk_t", Info.Yields, (kernel, message, fault) =>
            MessageChain.Walk(kernel, message, "b_next", fault));
}
