using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Slabs of a cache that have a free buffer; where none has, the first full one.</summary>
[Walker("kmem_slab_partial")]
internal sealed class KmemSlabPartialWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("kmem_slab_partial", "given a kmem cache, walk its partially allocated slabs (min 1)") { Yields = "kmem_slab_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } cache)
        {
            run.Error("kmem_slab_partial doesn't support global walks");
            return null;
        }

        if (cache.Bits == 0)
        {
            return [];
        }

        if (!run.Session.Kmem.TryCache(cache.Bits, out _))
        {
            run.ReadError($"couldn't read kmem_cache at {cache.Bits:x}: {Reasons.NoMapping}", cache.Bits);
            return null;
        }

        return KernelWalk.Items(run, KmemSlabs.Partial(run.Session.Kmem, cache.Bits, KmemFaults.To(run)).Select(s => s.Address), Info.Yields);
    }
}
