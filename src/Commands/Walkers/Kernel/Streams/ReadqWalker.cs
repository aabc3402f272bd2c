using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>Read queues of the stream head given, from it down.</summary>
[Walker("readq")]
internal sealed class ReadqWalker : Walker
{
    public override WalkerInfo Info { get; } = new("readq", "walk read queue side of stdata_t") { Yields = "queue_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "walk must begin at address of stdata_t", Info.Yields, StreamQueues.ReadSide);
}
