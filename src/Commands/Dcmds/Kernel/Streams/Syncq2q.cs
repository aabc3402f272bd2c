using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the queue that the syncq at the address is part of.</summary>
[Dcmd("syncq2q")]
internal sealed class Syncq2q() : StreamLink("syncq2q", "print queue for a given syncq", "syncq_t", "queue_t", "Shows the queue that the syncq at the address is part of.")
{
    /// <summary>Queues are allocated as read queue, write queue and syncq in one.</summary>
    protected override ulong? Follow(Run run, Value start)
    {
        ulong queue = unchecked(start.Address - (2 * run.Session.Kernel.Type("queue_t").Size));
        if (KernelObject.TryReadPart(run, "queue_t", queue, out Value read) && read.Number("q_syncq") == start.Address)
        {
            return queue;
        }

        run.Error($"syncq2q: {start.Address:x} is not part of any queue");
        return null;
    }
}
