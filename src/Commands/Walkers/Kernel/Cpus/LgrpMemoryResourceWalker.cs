using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Locality groups with memory for the one given.</summary>
[Walker("lgrp_rsrc_mem")]
internal sealed class LgrpMemoryResourceWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lgrp_rsrc_mem", "walk lgroup memory resources of given lgroup") { Yields = "lgrp_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "lgrp_rsrc_mem walk needs an lgrp_t address", Info.Yields, (kernel, group, fault) =>
            LocalityGroups.WithResource(kernel, group, 1, fault));
}
