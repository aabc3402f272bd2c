using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Processes by their family: a process, then each child (p_child, p_sibling) with all its own, depth first.</summary>
internal static class ProcessTree
{
    private const string What = "proc";

    /// <summary>All processes, from <c>p0</c>.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("p0", out ulong root))
        {
            fault(WalkFault.MissingSymbol("p0"));
            return [];
        }

        return Below(kernel, root, fault);
    }

    /// <summary>
    /// A process and all below it, without its own siblings. Each is yielded once: a link to one already seen, and one that
    /// cannot be read, are faults behind which the walk goes on with the rest of the family.
    /// </summary>
    public static IEnumerable<ulong> Below(KernelObjects kernel, ulong root, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("proc_t", "p_child", fault, out ulong child)
            || !kernel.TryOffset("proc_t", "p_sibling", fault, out ulong sibling))
        {
            return [];
        }

        return Walk(kernel, root, child, sibling, fault);
    }

    private static IEnumerable<ulong> Walk(KernelObjects kernel, ulong root, ulong child, ulong sibling, Action<WalkFault> fault)
    {
        var seen = new HashSet<ulong>();
        var waiting = new Stack<(ulong From, ulong Process)>();
        waiting.Push((root, root));
        while (waiting.TryPop(out (ulong From, ulong Process) next))
        {
            ulong at = next.Process;
            if (!seen.Add(at))
            {
                fault(WalkFault.Loop(What, next.From, at));
                continue;
            }

            if (seen.Count > Limits.Processes)
            {
                fault(WalkFault.TooMany(What, Limits.Processes, at));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(unchecked(at + child), out ulong first)
                || !kernel.Memory.TryReadUInt64(unchecked(at + sibling), out ulong younger))
            {
                fault(WalkFault.Unreadable(What, at));
                continue;
            }

            yield return at;
            if (younger != 0 && at != root)
            {
                waiting.Push((at, younger));
            }

            if (first != 0)
            {
                waiting.Push((at, first));
            }
        }
    }
}
