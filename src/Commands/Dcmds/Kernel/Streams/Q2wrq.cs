using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the write queue of the pair to which the queue at the address belongs.</summary>
[Dcmd("q2wrq")]
internal sealed class Q2wrq() : StreamLink("q2wrq", "given queue, display write queue", "queue_t", "queue_t", "Shows the write queue of the pair to which the queue at the address belongs.")
{
    protected override ulong? Follow(Run run, Value start) => StreamQueue.Write(start);
}
