using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Processes of the task given.</summary>
[Walker("task")]
internal sealed class TaskWalker : Walker
{
    public override WalkerInfo Info { get; } = new("task", "given a task pointer, walk its processes") { Yields = "proc_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "task walk doesn't support global walks", Info.Yields, Members);

    private static IEnumerable<ulong> Members(KernelObjects kernel, ulong task, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("task_t", "tk_memb_list", fault, out ulong list)
            || !kernel.TryOffset("proc_t", "p_tasknext", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(task + list), out ulong first))
        {
            fault(WalkFault.Unreadable("task", task));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, first, next, ring: true, "proc", fault);
    }
}
