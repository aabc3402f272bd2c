using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.TaskQueues;

/// <summary>Threads of the task queue given; without one those of all.</summary>
[Walker("taskq_thread")]
internal sealed class TaskqThreadWalker : Walker
{
    public override WalkerInfo Info { get; } = new("taskq_thread", "given a taskq_t, list all of its threads") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => start is { Bits: 0 }
        ? []
        : KernelWalk.Start(run, Info.Yields, fault => TaskQueueThreads.Of(run.Session.Kernel, start?.Bits, fault));
}
