using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Data of the errors that wait in the queue given, oldest first.</summary>
[Walker("errorq_data")]
internal sealed class ErrorqDataWalker : Walker
{
    public override WalkerInfo Info { get; } = new("errorq_data", "walk pending error queue data buffers");

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "errorq_data walk requires the address of an errorq_t", Info.Yields, ErrorQueue.Data);
}
