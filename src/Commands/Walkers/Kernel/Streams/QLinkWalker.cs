using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>The queue given, or the first that is scheduled, and those scheduled behind it.</summary>
[Walker("qlink")]
internal sealed class QLinkWalker : Walker
{
    public override WalkerInfo Info { get; } = new("qlink", "walk queue_t list using q_link") { Yields = "queue_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => StreamQueues.From(run.Session.Kernel, start, "q_link", fault));
}
