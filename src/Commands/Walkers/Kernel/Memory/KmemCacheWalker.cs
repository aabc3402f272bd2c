using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>All caches of the allocator.</summary>
[Walker("kmem_cache")]
internal sealed class KmemCacheWalker : Walker
{
    public override WalkerInfo Info { get; } = new("kmem_cache", "walk list of kmem caches") { Yields = "kmem_cache_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        run.Session.Kmem.Caches(KmemFaults.To(run)) is { } caches ? KernelWalk.Items(run, caches, Info.Yields) : null;
}
