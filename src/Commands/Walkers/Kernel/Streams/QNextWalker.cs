using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>The queue given, or the first that is scheduled, and those behind it along the stream.</summary>
[Walker("qnext")]
internal sealed class QNextWalker : Walker
{
    public override WalkerInfo Info { get; } = new("qnext", "walk queue_t list using q_next") { Yields = "queue_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => StreamQueues.From(run.Session.Kernel, start, "q_next", fault));
}
