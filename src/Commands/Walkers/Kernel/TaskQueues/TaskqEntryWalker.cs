using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.TaskQueues;

/// <summary>Entries that wait in the task queue given: the ring whose head, tq_task, lies in the queue itself.</summary>
[Walker("taskq_entry")]
internal sealed class TaskqEntryWalker : Walker
{
    public override WalkerInfo Info { get; } = new("taskq_entry", "given a taskq_t*, list all taskq_ent_t in the list") { Yields = "taskq_ent_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => StartedWalk.At(run, start, "start address required", Info.Yields, Entries);

    private static IEnumerable<ulong> Entries(KernelObjects kernel, ulong queue, Action<WalkFault> fault) =>
        kernel.TryOffset("taskq_t", "tq_task", fault, out ulong task) && kernel.TryOffset("taskq_ent_t", "tqent_next", fault, out ulong next)
            ? LinkChain.Walk(kernel.Memory, unchecked(queue + task), next, ring: true, "taskq_ent", fault).Skip(1)
            : [];
}
