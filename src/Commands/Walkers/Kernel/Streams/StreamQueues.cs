using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>Where the walks over STREAMS queues begin.</summary>
internal static class StreamQueues
{
    /// <summary>Queues from one on, without one from the first that is scheduled (qhead).</summary>
    public static IEnumerable<ulong> From(KernelObjects kernel, Item? start, string link, Action<WalkFault> fault)
    {
        ulong first = start?.Bits ?? 0;
        return start is not null || kernel.TryPointer("qhead", fault, out first) ? StreamQueue.Chain(kernel, first, link, fault) : [];
    }

    /// <summary>Write queues of a stream head.</summary>
    public static IEnumerable<ulong> WriteSide(KernelObjects kernel, ulong stream, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("stdata_t", "sd_wrq", fault, out ulong head))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(stream + head), out ulong queue))
        {
            fault(WalkFault.Unreadable("stdata_t", stream));
            return [];
        }

        return StreamQueue.Chain(kernel, queue, "q_next", fault);
    }

    /// <summary>Read queues of a stream head: of the same pairs.</summary>
    public static IEnumerable<ulong> ReadSide(KernelObjects kernel, ulong stream, Action<WalkFault> fault) =>
        WriteSide(kernel, stream, fault).Select(queue => StreamQueue.Read(new Value(kernel.Memory, kernel.Type("queue_t").Type!, queue)));
}
