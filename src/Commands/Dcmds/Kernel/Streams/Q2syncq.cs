using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the syncq of the queue at the address.</summary>
[Dcmd("q2syncq")]
internal sealed class Q2syncq() : StreamLink("q2syncq", "given queue, display syncq", "queue_t", "syncq_t", "Shows the syncq of the queue at the address.")
{
    protected override ulong? Follow(Run run, Value start) => start.Number("q_syncq");
}
