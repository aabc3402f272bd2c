using DumpReader.Scans;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory;

/// <summary>The caches that hold the kernel's own objects, told by the names of the arenas that their slabs come from.</summary>
internal static class HeapCaches
{
    /// <summary>Caches over arenas of these names, in list order; the fault tells of each cache whose arena cannot be read.</summary>
    public static IEnumerable<KmemCache> Over(KmemAllocator allocator, IReadOnlyCollection<string> arenas, Action<KmemFault> fault)
    {
        KernelObjects kernel = allocator.Kernel;
        foreach (KmemCache cache in allocator.ReadCaches(fault))
        {
            if (!kernel.TryGet(kernel.Type("struct vmem"), cache.Arena, "vm_name", out Value name) || !name.TryString(out string text))
            {
                fault(KmemFault.Unreadable(allocator.Memory, $"cannot read arena {cache.Arena:x} for cache '{cache.Name}'", cache.Arena));
            }
            else if (arenas.Contains(text))
            {
                yield return cache;
            }
        }
    }

    /// <summary>
    /// How many buffers of a cache its counters say are allocated: all less the free ones of its slabs and those of the full magazines
    /// of its depot.
    /// </summary>
    public static ulong Estimate(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault)
    {
        ulong free = 0;
        foreach (KmemSlab slab in KmemSlabs.Partial(allocator, cache.Address, fault))
        {
            free += slab.Chunks - slab.RefCount;
        }

        int rounds = KmemMagazines.SizeOf(allocator, cache, allocator.Cpus(cache.Address, 1) ?? [], fault);
        long used = unchecked((long)(cache.BufTotal - free - (cache.FullTotal * (ulong)Math.Max(rounds, 0))));
        return (ulong)Math.Max(used, 0);
    }

    /// <summary>
    /// The allocated buffers of a cache, through its bufctls where it is audited; null, with the fault said, where they cannot be listed.
    /// </summary>
    public static IEnumerable<KmemBuffer>? Allocated(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault)
    {
        IEnumerable<KmemBuffer>? buffers = KmemBuffers.Walk(allocator, cache.Address, KmemSelection.Allocated, cache.IsAudited, fault);
        return buffers ?? NotWalked(cache, cache.IsAudited ? "bufctl" : "kmem", fault);
    }

    /// <summary>Adds the allocated buffers of caches to a table, up to the first cache whose buffers cannot be listed.</summary>
    public static void Fill(
        BufferTable buffers, KmemAllocator allocator, IEnumerable<BufferSource> caches, IScanControl control, Action<KmemFault> fault)
    {
        foreach (BufferSource source in caches)
        {
            if (Allocated(allocator, source.Cache!, fault) is not { } allocated)
            {
                return;
            }

            if (!buffers.TryAddSource(source))
            {
                fault(buffers.Overflow);
                return;
            }

            int count = 0;
            foreach (KmemBuffer buffer in allocated)
            {
                if (buffers.IsFull)
                {
                    fault(buffers.Overflow);
                    return;
                }

                if ((++count & 0xfff) == 0 && control.ShouldStop)
                {
                    return;
                }

                buffers.Add(buffer.Address);
            }
        }
    }

    /// <summary>The constructed free buffers of a cache; null, with the fault said, where they cannot be listed.</summary>
    public static IEnumerable<KmemBuffer>? Constructed(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault) =>
        KmemBuffers.Walk(allocator, cache.Address, KmemSelection.Constructed, bufctls: false, fault)
            ?? NotWalked(cache, "freemem_constructed", fault);

    private static IEnumerable<KmemBuffer>? NotWalked(KmemCache cache, string walker, Action<KmemFault> fault)
    {
        fault(KmemFault.Damaged(
            $"can't walk {walker} for cache {cache.Address:x} ({cache.Name}): failed to initialize walk", cache.Address));
        return null;
    }
}
