using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel;

/// <summary>CPUs by id; the one that panicked as it was when it did.</summary>
[Walker("cpu")]
internal sealed class CpuWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cpu", "walk cpu structures") { Yields = "cpu_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => CpuList.ById(run.Session.Kernel, fault));
}
