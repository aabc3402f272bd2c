using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Threads that wait to run (<c>disp_t</c>, sys/disp.h): a queue for each priority, linked by t_link.</summary>
internal static class DispatchQueues
{
    /// <summary>More than any scheduling class has priorities.</summary>
    private const int MostLevels = (int)Limits.DispatchLevels;

    /// <summary>The threads by ascending priority, each queue from its first to its last.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong dispatcher, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("disp_t", "disp_q", fault, out ulong queuesAt) || !kernel.TryOffset("disp_t", "disp_npri", fault, out ulong levelsAt)
            || !kernel.TryOffset("dispq_t", "dq_first", fault, out ulong first) || !kernel.TryOffset("kthread_t", "t_link", fault, out ulong link))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(dispatcher + queuesAt), out ulong queues)
            || !kernel.Memory.Read(unchecked(dispatcher + levelsAt), out short levels))
        {
            fault(WalkFault.Unreadable("disp_t", dispatcher));
            return [];
        }

        if (levels > MostLevels)
        {
            fault(WalkFault.TooMany("dispq_t", MostLevels, queues));
            return [];
        }

        return Queues(kernel, queues, levels, first, link, fault);
    }

    private static IEnumerable<ulong> Queues(KernelObjects kernel, ulong queues, int levels, ulong first, ulong link, Action<WalkFault> fault)
    {
        ulong size = kernel.Type("dispq_t").Size;
        for (int level = 0; level < levels; level++)
        {
            ulong queue = unchecked(queues + ((ulong)level * size));
            if (!kernel.Memory.TryReadUInt64(unchecked(queue + first), out ulong head))
            {
                fault(WalkFault.Unreadable("dispq_t", queue));
                yield break;
            }

            foreach (ulong thread in LinkChain.Walk(kernel.Memory, head, link, ring: false, "kthread_t", fault))
            {
                yield return thread;
            }
        }
    }
}
