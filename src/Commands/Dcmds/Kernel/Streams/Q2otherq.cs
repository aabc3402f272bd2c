using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the other queue of the pair to which the queue at the address belongs.</summary>
[Dcmd("q2otherq")]
internal sealed class Q2otherq() : StreamLink("q2otherq", "given queue, display other queue", "queue_t", "queue_t", "Shows the other queue of the pair to which the queue at the address belongs.")
{
    protected override ulong? Follow(Run run, Value start) => StreamQueue.Other(start);
}
