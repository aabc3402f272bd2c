using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Processors of the locality group given.</summary>
[Walker("lgrp_cpulist")]
internal sealed class LgrpCpusWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lgrp_cpulist", "walk CPUs in a given lgroup") { Yields = "cpu_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "lgrp_cpulist walk needs an lgrp_t address", Info.Yields, (kernel, group, fault) =>
            new KernelList("cpu_t", "cpu_next_lgrp", "cpu", Ring: true).Of(kernel, group, "lgrp_t", "lgrp_cpu", fault));
}
