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
    /// <param name="ahead">Whether to read ahead of who takes the buffers; null for no.</param>
    /// <returns>The buffers; null, with the fault said, where the cache is not good enough to start.</returns>
    public static IEnumerable<KmemBuffer>? Walk(
        KmemAllocator allocator, ulong address, KmemSelection selection, bool bufctls, Action<KmemFault> fault, BufferAhead? ahead = null)
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
            : selection == KmemSelection.Free ? new FreeBuffers(allocator, cache, magazines, bufctls).Walk(cache.BufTotal, ahead, fault)
            : !cache.IsHashed ? new SlabBuffers(allocator, cache, magazines).Walk(cache.BufTotal, ahead, fault)
            : KmemHash.Walk(allocator, cache, magazines, fault, ahead);
    }

    /// <summary>Whether a structure can be a cache: its sizes fit one another and the arena it names.</summary>
    private static bool IsValid(KmemAllocator allocator, KmemCache cache) =>
        allocator.TryQuantum(cache.Arena, out ulong quantum)
        && quantum != 0 && (quantum & (quantum - 1)) == 0
        && cache.SlabSize >= quantum && cache.SlabSize % quantum == 0
        && cache.ChunkSize > 0 && cache.ChunkSize <= cache.SlabSize;

    /// <summary>Those in magazines, with their bufctls where wanted; the fault tells of one that has none.</summary>
    public static IEnumerable<KmemBuffer> InMagazines(
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
