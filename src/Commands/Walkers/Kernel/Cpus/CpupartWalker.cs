using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Processor partitions, the default one first.</summary>
[Walker("cpupart_walk")]
internal sealed class CpupartWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cpupart_walk", "walk the set of cpu partitions") { Yields = "cpupart_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, Info.Yields, fault =>
        {
            if (!kernel.TrySymbol("cp_default", out ulong head))
            {
                fault(WalkFault.MissingSymbol("cp_default"));
                return [];
            }

            return kernel.TryOffset("cpupart_t", "cp_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, head, next, ring: true, "cpupart", fault)
                : [];
        });
    }
}
