namespace DumpReader.Kernel;

/// <summary>Threads: the ring of all of them (<c>allthreads</c>, t_next) and that of one process (p_tlist, t_forw).</summary>
internal static class ThreadList
{
    private const string What = "thread";

    /// <summary>Every thread, from the one that <c>allthreads</c> points to.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault) =>
        kernel.TryPointer("allthreads", fault, out ulong head) && kernel.TryOffset("kthread_t", "t_next", fault, out ulong next)
            ? LinkChain.Walk(kernel.Memory, head, next, ring: true, What, fault)
            : [];

    /// <summary>The threads of a process; none for one without.</summary>
    public static IEnumerable<ulong> OfProcess(KernelObjects kernel, ulong process, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("proc_t", "p_tlist", fault, out ulong list)
            || !kernel.TryOffset("kthread_t", "t_forw", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(process + list), out ulong head))
        {
            fault(WalkFault.Unreadable("proc", process));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, head, next, ring: true, What, fault);
    }
}
