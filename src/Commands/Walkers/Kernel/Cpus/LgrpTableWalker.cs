using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Locality groups by number.</summary>
[Walker("lgrptbl")]
internal sealed class LgrpTableWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lgrptbl", "walk lgroup table") { Yields = "lgrp_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => LocalityGroups.All(run.Session.Kernel, fault));
}
