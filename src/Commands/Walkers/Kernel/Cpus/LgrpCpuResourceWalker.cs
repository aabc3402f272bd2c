using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Locality groups with processors for the one given.</summary>
[Walker("lgrp_rsrc_cpu")]
internal sealed class LgrpCpuResourceWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lgrp_rsrc_cpu", "walk lgroup CPU resources of given lgroup") { Yields = "lgrp_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "lgrp_rsrc_cpu walk needs an lgrp_t address", Info.Yields, (kernel, group, fault) =>
            LocalityGroups.WithResource(kernel, group, 0, fault));
}
