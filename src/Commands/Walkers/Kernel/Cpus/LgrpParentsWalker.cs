using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>The locality group given and those above it.</summary>
[Walker("lgrp_parents")]
internal sealed class LgrpParentsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lgrp_parents", "walk up lgroup lineage from given lgroup") { Yields = "lgrp_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "lgrp_parents walk needs an lgrp_t address", Info.Yields, LocalityGroups.AndParents);
}
