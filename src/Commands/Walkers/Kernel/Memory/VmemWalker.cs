using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Arenas, each ahead of those that import from it.</summary>
[Walker("vmem")]
internal sealed class VmemWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem", "walk vmem structures in pre-fix, depth-first order") { Yields = "vmem_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Arenas(run, start, forest => forest.ParentsFirst());
}
