using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Threads that wait to run on any processor of the partition given.</summary>
[Walker("cpupart_dispq")]
internal sealed class CpupartDispatchWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cpupart_dispq", "given a cpupart_t, walk threads in dispatcher queues") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "cpupart_dispq walk needs a cpupart_t address", Info.Yields, (kernel, partition, fault) =>
            kernel.TryOffset("cpupart_t", "cp_kp_queue", fault, out ulong queue)
                ? DispatchQueues.Walk(kernel, unchecked(partition + queue), fault)
                : []);
}
