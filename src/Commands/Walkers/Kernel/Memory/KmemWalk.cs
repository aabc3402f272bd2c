using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Types;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The walks over the buffers of one cache, or of all.</summary>
internal static class KmemWalk
{
    /// <summary>
    /// Buffers of the cache given, or of all that are not NOTOUCH in list order: as in stock mdb up to the first one whose walk cannot start.
    /// </summary>
    /// <param name="run">The statement.</param>
    /// <param name="start">Address of a cache; null for all.</param>
    /// <param name="selection">Which buffers.</param>
    /// <param name="bufctls">Whether the elements are the bufctls of the buffers.</param>
    public static IEnumerable<Item>? Buffers(Run run, Item? start, KmemSelection selection, bool bufctls)
    {
        if (start is { } cache)
        {
            return cache.Bits == 0 ? [] : Of(run, cache.Bits, selection, bufctls);
        }

        KmemAllocator kmem = run.Session.Kmem;
        return kmem.Caches(KmemFaults.To(run)) is { } caches ? OfAll(run, caches, selection, bufctls) : null;
    }

    /// <summary>Buffers of one cache; null, with the reason said, where the walk cannot start.</summary>
    public static IEnumerable<Item>? Of(Run run, ulong cache, KmemSelection selection, bool bufctls) =>
        KmemBuffers.Walk(run.Session.Kmem, cache, selection, bufctls, KmemFaults.To(run)) is { } buffers
            ? Items(run, buffers, bufctls, bufctls ? BufctlType(run, cache) : null)
            : null;

    /// <summary>Audited caches have a larger bufctl.</summary>
    private static CType? BufctlType(Run run, ulong address) =>
        run.Session.Kernel.Type(run.Session.Kmem.TryCache(address, out KmemCache? cache) && cache.IsAudited
            ? "kmem_bufctl_audit_t" : "kmem_bufctl_t").Type;

    private static IEnumerable<Item> OfAll(Run run, IEnumerable<ulong> caches, KmemSelection selection, bool bufctls)
    {
        foreach (ulong address in caches)
        {
            if (run.Session.Kmem.TryCache(address, out KmemCache? cache) && (cache.CacheFlags & KmemCacheFlags.NoTouch) != 0)
            {
                continue;
            }

            if (Of(run, address, selection, bufctls) is not { } buffers)
            {
                yield break;
            }

            foreach (Item buffer in buffers)
            {
                yield return buffer;
            }
        }
    }

    private static IEnumerable<Item> Items(Run run, IEnumerable<KmemBuffer> buffers, bool bufctls, CType? type)
    {
        foreach (KmemBuffer buffer in buffers)
        {
            if (run.ShouldStop)
            {
                yield break;
            }

            yield return bufctls ? new Item(buffer.Bufctl, type) : new Item(buffer.Address);
        }
    }
}
