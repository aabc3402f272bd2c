using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>The cyclic subsystem of each processor.</summary>
[Walker("cyccpu")]
internal sealed class CycCpuWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cyccpu", "walk per-CPU cyc_cpu structures") { Yields = "cyc_cpu_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => CyclicCpus.All(run.Session.Kernel, fault));
}
