using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Arenas, each behind those that import from it.</summary>
[Walker("vmem_postfix")]
internal sealed class VmemPostfixWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem_postfix", "walk vmem structures in post-fix, depth-first order") { Yields = "vmem_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Arenas(run, start, forest => forest.ChildrenFirst());
}
