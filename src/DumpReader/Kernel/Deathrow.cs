namespace DumpReader.Kernel;

/// <summary>Threads that have ended and wait to be freed (sys/thread.h): lists by t_forw.</summary>
internal static class Deathrow
{
    /// <summary>Threads of the lists whose heads are the variables named, one list after the other.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, Action<WalkFault> fault, params string[] heads)
    {
        if (!kernel.TryOffset("kthread_t", "t_forw", fault, out ulong next))
        {
            return [];
        }

        IEnumerable<ulong> threads = [];
        foreach (string head in heads)
        {
            if (!kernel.TryPointer(head, fault, out ulong first))
            {
                return [];
            }

            threads = threads.Concat(LinkChain.Walk(kernel.Memory, first, next, ring: false, "thread", fault));
        }

        return threads;
    }
}
