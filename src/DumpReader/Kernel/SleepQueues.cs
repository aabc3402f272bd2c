namespace DumpReader.Kernel;

/// <summary>
/// Threads that sleep on condition variables and semaphores: the hash <c>sleepq_head</c>, whose buckets are queues of threads linked by
/// t_link (sys/sleepq.h). Those that wait for a mutex or a readers/writer lock are in turnstiles instead.
/// </summary>
internal static class SleepQueues
{
    /// <summary>NSLEEPQ, sys/sleepq.h.</summary>
    public const int Count = 2048;

    /// <summary>Threads that wait on the channel (the address of the object), in the order of their queue.</summary>
    public static IEnumerable<ulong> WaitersOf(KernelObjects kernel, ulong channel, Action<WalkFault> fault) =>
        TryLayout(kernel, fault, out Layout layout)
            ? Bucket(kernel, layout, BucketOf(channel), fault).Where(w => w.Channel == channel).Select(w => w.Thread)
            : [];

    /// <summary>Every channel that a thread waits on, once, in the order of the hash.</summary>
    public static IEnumerable<ulong> Channels(KernelObjects kernel, Action<WalkFault> fault) =>
        TryLayout(kernel, fault, out Layout layout)
            ? Enumerable.Range(0, Count).SelectMany(i => Bucket(kernel, layout, i, fault).Select(w => w.Channel).Distinct())
            : [];

    /// <summary>SQHASHINDEX, sys/sleepq.h.</summary>
    private static int BucketOf(ulong channel) => (int)(((channel >> 2) ^ (channel >> 13) ^ (channel >> 24)) & (Count - 1));

    private static IEnumerable<(ulong Channel, ulong Thread)> Bucket(KernelObjects kernel, Layout layout, int index, Action<WalkFault> fault)
    {
        ulong head = layout.Heads + ((ulong)index * layout.Stride) + layout.First;
        if (!kernel.Memory.TryReadUInt64(head, out ulong first))
        {
            fault(WalkFault.Unreadable("sleepq_head", head));
            yield break;
        }

        foreach (ulong thread in LinkChain.Walk(kernel.Memory, first, layout.Link, ring: false, "kthread_t", fault))
        {
            if (kernel.Memory.TryReadUInt64(thread + layout.Channel, out ulong channel))
            {
                yield return (channel, thread);
            }
            else
            {
                fault(WalkFault.Unreadable("kthread_t", thread));
            }
        }
    }

    private static bool TryLayout(KernelObjects kernel, Action<WalkFault> fault, out Layout layout)
    {
        layout = default;
        if (!kernel.TrySymbol("sleepq_head", out ulong heads))
        {
            fault(WalkFault.MissingSymbol("sleepq_head"));
            return false;
        }

        if (!kernel.TryOffset("sleepq_head_t", "sq_queue", fault, out ulong queue) || !kernel.TryOffset("sleepq_t", "sq_first", fault, out ulong first)
            || !kernel.TryOffset("kthread_t", "t_link", fault, out ulong link) || !kernel.TryOffset("kthread_t", "t_lwpchan", fault, out ulong pair)
            || !kernel.TryOffset("lwpchan_t", "lc_wchan", fault, out ulong channel))
        {
            return false;
        }

        layout = new Layout(heads, kernel.Type("sleepq_head_t").Size, queue + first, link, pair + channel);
        return true;
    }

    private readonly record struct Layout(ulong Heads, ulong Stride, ulong First, ulong Link, ulong Channel);
}
