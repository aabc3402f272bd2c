using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the read queue of the pair to which the queue at the address belongs.</summary>
[Dcmd("q2rdq")]
internal sealed class Q2rdq() : StreamLink("q2rdq", "given queue, display read queue", "queue_t", "queue_t", "Shows the read queue of the pair to which the queue at the address belongs.")
{
    protected override ulong? Follow(Run run, Value start) => StreamQueue.Read(start);
}
