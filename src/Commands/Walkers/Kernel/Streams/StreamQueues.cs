using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Walkers.Kernel.Streams;

/// <summary>Where the walks over STREAMS queues begin.</summary>
internal static class StreamQueues
{
    /// <summary>Queues from one on, without one from the first that is scheduled (qhead).</summary>
    public static IEnumerable<ulong> From(KernelObjects kernel, Item? start, string link, Action<WalkFault> fault) => start is { } queue
        ? StreamQueue.LinkedBy(link).From(kernel, queue.Bits, fault)
        : StreamQueue.LinkedBy(link).OfVariable(kernel, "qhead", fault);

    /// <summary>Write queues of a stream head.</summary>
    public static IEnumerable<ulong> WriteSide(KernelObjects kernel, ulong stream, Action<WalkFault> fault) =>
        StreamQueue.LinkedBy("q_next").Of(kernel, stream, "stdata_t", "sd_wrq", fault);

    /// <summary>Read queues of a stream head: of the same pairs.</summary>
    public static IEnumerable<ulong> ReadSide(KernelObjects kernel, ulong stream, Action<WalkFault> fault) =>
        WriteSide(kernel, stream, fault).Select(queue => StreamQueue.Read(new Value(kernel.Memory, kernel.Type("queue_t").Type!, queue)));
}
