using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>The message block given and the parts of the message behind it.</summary>
[Walker("b_cont")]
internal sealed class BContWalker : Walker
{
    public override WalkerInfo Info { get; } = new("b_cont", "walk mblk_t list using b_cont") { Yields = "mblk_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "b_cont walk must begin at address of mblk_t", Info.Yields, (kernel, message, fault) =>
            MessageChain.Walk(kernel, message, "b_cont", fault));
}
