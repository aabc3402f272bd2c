using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Slabs of a cache: full ones, then the others, most used first.</summary>
[Walker("kmem_slab")]
internal sealed class KmemSlabWalker : Walker
{
    public override WalkerInfo Info { get; } = new("kmem_slab", "given a kmem cache, walk its slabs") { Yields = "kmem_slab_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } cache)
        {
            run.Error("kmem_slab doesn't support global walks");
            return null;
        }

        return cache.Bits == 0 ? []
            : KernelWalk.Items(run, KmemSlabs.All(run.Session.Kmem, cache.Bits, KmemFaults.To(run)).Select(s => s.Address), Info.Yields);
    }
}
