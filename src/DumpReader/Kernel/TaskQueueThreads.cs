using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>
/// Threads of task queues. A static queue knows its own (tq_thread where it may have one only, else the array tq_threadlist); those of a
/// dynamic one are found through t_taskq of every thread.
/// </summary>
internal static class TaskQueueThreads
{
    /// <summary>TASKQ_DYNAMIC, sys/taskq.h.</summary>
    public const uint Dynamic = 4;

    private const uint MostThreads = Limits.TaskQueueThreads;

    /// <summary>Threads of a queue; of every queue without one.</summary>
    public static IEnumerable<ulong> Of(KernelObjects kernel, ulong? queue, Action<WalkFault> fault)
    {
        if (queue is not { } address)
        {
            return Scan(kernel, null, fault);
        }

        if (!kernel.TryOffset("taskq_t", "tq_flags", fault, out ulong flagsAt) || !kernel.TryOffset("taskq_t", "tq_thr", fault, out ulong threadsAt)
            || !kernel.TryOffset("taskq_t", "tq_nthreads", fault, out ulong countAt) || !kernel.TryOffset("taskq_t", "tq_nthreads_max", fault, out ulong mostAt))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt32(unchecked(address + flagsAt), out uint flags)
            || !kernel.Memory.TryReadUInt64(unchecked(address + threadsAt), out ulong threads)
            || !kernel.Memory.TryReadUInt32(unchecked(address + countAt), out uint count)
            || !kernel.Memory.TryReadUInt32(unchecked(address + mostAt), out uint most))
        {
            fault(WalkFault.Unreadable("taskq", address));
            return [];
        }

        return (flags & Dynamic) != 0 ? Scan(kernel, address, fault)
            : most == 1 ? threads == 0 ? [] : [threads]
            : Listed(kernel, threads, count, fault);
    }

    private static IEnumerable<ulong> Scan(KernelObjects kernel, ulong? queue, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("kthread_t", "t_taskq", fault, out ulong at))
        {
            yield break;
        }

        foreach (ulong thread in ThreadList.All(kernel, fault))
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(thread + at), out ulong of))
            {
                fault(WalkFault.Unreadable("thread", thread));
                yield break;
            }

            if (queue is { } wanted ? of == wanted : of != 0)
            {
                yield return thread;
            }
        }
    }

    private static IEnumerable<ulong> Listed(KernelObjects kernel, ulong list, uint count, Action<WalkFault> fault)
    {
        if (count > MostThreads)
        {
            fault(WalkFault.TooMany("thread of a taskq", MostThreads, list));
            yield break;
        }

        for (uint i = 0; i < count; i++)
        {
            ulong slot = unchecked(list + (i * 8UL));
            if (!kernel.Memory.TryReadUInt64(slot, out ulong thread))
            {
                fault(WalkFault.Unreadable("tq_threadlist", slot));
                yield break;
            }

            if (thread != 0)
            {
                yield return thread;
            }
        }
    }
}
