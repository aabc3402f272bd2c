using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Processes of the task given.</summary>
[Walker("task")]
internal sealed class TaskWalker : Walker
{
    public override WalkerInfo Info { get; } = new("task", "given a task pointer, walk its processes") { Yields = "proc_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "task walk doesn't support global walks", Info.Yields, (kernel, task, fault) =>
            new KernelList("proc_t", "p_tasknext", "proc", Ring: true).Of(kernel, task, "task_t", "tk_memb_list", fault, "task"));
}
