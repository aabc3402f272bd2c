using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>STREAMS queues (<c>queue_t</c>, sys/stream.h): allocated in pairs, the read queue first.</summary>
internal static class StreamQueue
{
    /// <summary>QREADR of q_flag: this is the read queue.</summary>
    private const ulong ReadSide = 0x10;

    /// <summary>The read queue of the pair.</summary>
    public static ulong Read(Value queue) => IsRead(queue) ? queue.Address : unchecked(queue.Address - queue.Type.Size);

    /// <summary>The write queue of the pair.</summary>
    public static ulong Write(Value queue) => IsRead(queue) ? unchecked(queue.Address + queue.Type.Size) : queue.Address;

    /// <summary>The queue of the pair that it is not.</summary>
    public static ulong Other(Value queue) => IsRead(queue) ? Write(queue) : Read(queue);

    /// <summary>Queues by a link: q_next along the stream, q_link along what is scheduled.</summary>
    public static KernelList LinkedBy(string link) => new("queue_t", link, "queue");

    private static bool IsRead(Value queue) =>
        queue.TryGet("q_flag", out Value flags) && flags.TryUInt64(out ulong bits) && (bits & ReadSide) != 0;
}
