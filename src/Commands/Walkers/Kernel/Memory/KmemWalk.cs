using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Scans;
using DumpReader.Types;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The walks over the buffers of one cache, or of all.</summary>
/// <remarks>
/// A walk is lazy: one into ::head ends with the first buffers, on the thread of its statement. Of large caches the other cores read what
/// comes next while these are shown.
/// </remarks>
internal static class KmemWalk
{
    private const int ElementsBetween = 256;

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
        return kmem.Caches(KmemFaults.To(run)) is { } caches ? Watched(run, OfAll(run, caches, selection, bufctls)) : null;
    }

    /// <summary>Buffers of one cache; null, with the reason said, where the walk cannot start.</summary>
    public static IEnumerable<Item>? Of(Run run, ulong cache, KmemSelection selection, bool bufctls) =>
        KmemBuffers.Walk(run.Session.Kmem, cache, selection, bufctls, KmemFaults.To(run), Ahead(run)) is { } buffers
            ? Items(run, buffers, bufctls, bufctls ? BufctlType(run, cache) : null)
            : null;

    /// <summary>Lets a walk read ahead until the statement is to stop.</summary>
    public static BufferAhead Ahead(Run run) => new(run.Watch("::walk kmem"));

    /// <summary>Audited caches have a larger bufctl.</summary>
    private static CType? BufctlType(Run run, ulong address) =>
        run.Session.Kernel.Type(run.Session.Kmem.TryCache(address, out KmemCache? cache) && cache.IsAudited
            ? "kmem_bufctl_audit_t" : "kmem_bufctl_t").Type;

    /// <summary>Shows a person how far the walk is, by what the caches count.</summary>
    private static IEnumerable<Item> Watched(Run run, IEnumerable<Item> buffers)
    {
        if (run.Session.Streams.Progress is null)
        {
            return buffers;
        }

        long expected = run.Session.Kmem.ReadCaches(_ => { }).Where(c => (c.CacheFlags & KmemCacheFlags.NoTouch) == 0)
            .Aggregate(0L, (sum, c) => sum + (long)Math.Min(c.BufTotal, uint.MaxValue));
        return Counted();

        IEnumerable<Item> Counted()
        {
            IScanControl control = run.Watch("::walk kmem");
            long count = 0;
            try
            {
                foreach (Item buffer in buffers)
                {
                    if (++count % ElementsBetween == 0)
                    {
                        control.Progress(Math.Min(count, expected), expected);
                    }

                    yield return buffer;
                }
            }
            finally
            {
                control.End();
            }
        }
    }

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
