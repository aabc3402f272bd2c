using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Threads that wait to run on the processor given.</summary>
[Walker("cpu_dispq")]
internal sealed class CpuDispatchWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cpu_dispq", "given a cpu_t, walk threads in dispatcher queues") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "cpu_dispq walk needs a cpu_t address", Info.Yields, Threads);

    private static IEnumerable<ulong> Threads(KernelObjects kernel, ulong cpu, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("cpu_t", "cpu_disp", fault, out ulong at))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(cpu + at), out ulong dispatcher))
        {
            fault(WalkFault.Unreadable("cpu_t", cpu));
            return [];
        }

        return DispatchQueues.Walk(kernel, dispatcher, fault);
    }
}
