using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Processors of the partition given.</summary>
[Walker("cpupart_cpulist")]
internal sealed class CpupartCpusWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cpupart_cpulist", "given a cpupart_t, walk cpus in partition") { Yields = "cpu_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "cpupart_cpulist walk needs a cpupart_t address", Info.Yields, (kernel, partition, fault) =>
            new KernelList("cpu_t", "cpu_next_part", "cpu", Ring: true).Of(kernel, partition, "cpupart_t", "cp_cpulist", fault));
}
