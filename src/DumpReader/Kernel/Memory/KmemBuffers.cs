using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>Which buffers of a cache.</summary>
internal enum KmemSelection
{
    Allocated,

    /// <summary>Those in magazines, then those on the free lists of the slabs.</summary>
    Free,

    /// <summary>Free and in the state in which the constructor of the cache left them: those in magazines.</summary>
    Constructed,
}

/// <summary>
/// The buffers of a cache. Allocated are, with a hash table, those in it; without, all of each slab that are not on its free list; in both
/// cases less those in magazines.
/// </summary>
internal static class KmemBuffers
{
    /// <summary>Starts to list the buffers of a cache.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="address">Address of the cache.</param>
    /// <param name="selection">Which.</param>
    /// <param name="bufctls">Whether the bufctl of each is wanted: then only of caches that have them.</param>
    /// <param name="fault">Told of what is missing; before the return, or while the buffers are listed.</param>
    /// <returns>The buffers; null, with the fault said, where the cache is not good enough to start.</returns>
    public static IEnumerable<KmemBuffer>? Walk(
        KmemAllocator allocator, ulong address, KmemSelection selection, bool bufctls, Action<KmemFault> fault)
    {
        if (!allocator.TryCpuCount(fault, out int count))
        {
            return null;
        }

        KmemCpu[]? cpus = null;
        if (!allocator.TryCache(address, out KmemCache? cache) || (cpus = allocator.Cpus(address, count)) is null)
        {
            fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read cache at addr {address:x}", address));
            return null;
        }

        if (!IsValid(allocator, cache))
        {
            fault(KmemFault.Damaged($"{address:x} is not a valid kmem_cache_t", address));
            return null;
        }

        bool isConstructing = cache.HasConstructor && (cache.Flags & (KmemFlags.Deadbeef | KmemFlags.Lite)) != KmemFlags.Deadbeef;
        if (cache.BufTotal == 0 || (bufctls && !cache.IsHashed) || (selection == KmemSelection.Constructed && !isConstructing))
        {
            return [];
        }

        return KmemMagazines.Read(allocator, cache, cpus, fault) is not { } magazines ? null
            : selection == KmemSelection.Constructed ? InMagazines(allocator, cache, magazines, bufctls, fault)
            : selection == KmemSelection.Free ? Free(allocator, cache, magazines, bufctls, fault)
            : !cache.IsHashed ? InSlabs(allocator, cache, magazines, fault)
            : KmemHash.Walk(allocator, cache, fault) is { } hashed ? Less(hashed, magazines)
            : null;
    }

    /// <summary>Whether a structure can be a cache: its sizes fit one another and the arena it names.</summary>
    private static bool IsValid(KmemAllocator allocator, KmemCache cache) =>
        allocator.TryQuantum(cache.Arena, out ulong quantum)
        && quantum != 0 && (quantum & (quantum - 1)) == 0
        && cache.SlabSize >= quantum && cache.SlabSize % quantum == 0
        && cache.ChunkSize > 0 && cache.ChunkSize <= cache.SlabSize;

    private static IEnumerable<KmemBuffer> Less(IEnumerable<KmemBuffer> buffers, KmemMagazines magazines)
    {
        foreach (KmemBuffer buffer in buffers)
        {
            if (!magazines.Contains(buffer.Address))
            {
                yield return buffer;
            }
        }
    }

    private static IEnumerable<KmemBuffer> InSlabs(KmemAllocator allocator, KmemCache cache, KmemMagazines magazines, Action<KmemFault> fault)
    {
        var free = new ulong[4];
        foreach (KmemSlab slab in KmemSlabs.All(allocator, cache.Address, fault))
        {
            int chunks = (int)Math.Min(slab.Chunks, KmemFreeList.Most(cache));
            int words = (chunks + 63) / 64;
            Array.Resize(ref free, Math.Max(free.Length, words));
            Array.Clear(free);
            Mark(allocator, cache, magazines, slab, free, chunks, fault);
            ulong buffer = slab.Base;
            for (int i = 0; i < chunks; i++, buffer += cache.ChunkSize)
            {
                if ((free[i >> 6] & (1UL << i)) == 0)
                {
                    yield return new KmemBuffer(buffer, 0);
                }
            }
        }
    }

    /// <summary>Sets the bit of each buffer of a slab that is free.</summary>
    private static void Mark(
        KmemAllocator allocator, KmemCache cache, KmemMagazines magazines, in KmemSlab slab, ulong[] free, int chunks, Action<KmemFault> fault)
    {
        var list = new KmemFreeList(allocator, cache, slab, fault);
        while (list.MoveNext())
        {
            Set(slab, list.Current.Address);
        }

        foreach (ulong buffer in magazines.Between(slab.Base, unchecked(slab.Base + ((ulong)chunks * cache.ChunkSize))))
        {
            Set(slab, buffer);
        }

        void Set(in KmemSlab slab, ulong buffer)
        {
            ulong index = unchecked(buffer - slab.Base) / cache.ChunkSize;
            if (index < (ulong)chunks)
            {
                free[index >> 6] |= 1UL << (int)index;
            }
        }
    }

    private static IEnumerable<KmemBuffer> Free(
        KmemAllocator allocator, KmemCache cache, KmemMagazines magazines, bool bufctls, Action<KmemFault> fault)
    {
        bool first = true;
        foreach (KmemSlab slab in KmemSlabs.Partial(allocator, cache.Address, fault))
        {
            if (first)
            {
                first = false;
                foreach (KmemBuffer buffer in InMagazines(allocator, cache, magazines, bufctls, fault))
                {
                    yield return buffer;
                }
            }

            var list = new KmemFreeList(allocator, cache, slab, fault);
            while (list.MoveNext())
            {
                yield return list.Current;
            }
        }
    }

    private static IEnumerable<KmemBuffer> InMagazines(
        KmemAllocator allocator, KmemCache cache, KmemMagazines magazines, bool bufctls, Action<KmemFault> fault)
    {
        foreach (ulong buffer in magazines.InOrder)
        {
            if (!bufctls)
            {
                yield return new KmemBuffer(buffer, 0);
            }
            else if (TryBufctlOf(allocator, cache, buffer, fault, out ulong bufctl))
            {
                yield return new KmemBuffer(buffer, bufctl);
            }
        }
    }

    private static bool TryBufctlOf(KmemAllocator allocator, KmemCache cache, ulong buffer, Action<KmemFault> fault, out ulong bufctl)
    {
        if (!cache.IsTagged)
        {
            bool found = KmemHash.TryFind(allocator, cache, buffer, fault, out bufctl);
            if (!found)
            {
                fault(KmemFault.Damaged($"unable to find bufctl for {buffer:x} in cache {cache.Address:x}", buffer));
            }

            return found;
        }

        ulong tag = unchecked(buffer + cache.BuftagOffset);
        bool read = allocator.Memory.TryReadUInt64(unchecked(tag + (ulong)allocator.Layout.Tag.Bufctl.Offset), out bufctl);
        if (!read)
        {
            fault(KmemFault.Unreadable(allocator.Memory, $"reading buftag for {buffer:x} at {tag:x}", tag));
        }

        return read;
    }
}
