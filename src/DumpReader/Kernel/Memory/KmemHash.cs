using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>The hash table of a cache: the bufctls of all buffers that are not on a free list.</summary>
internal static class KmemHash
{
    /// <summary>Chains shorter than this are followed without a guard.</summary>
    private const int ShortChain = 32;

    /// <summary>Bufctls and their buffers, slot by slot; null, with the fault said, where there is no table.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="magazines">Buffers that are left out; null for none.</param>
    /// <param name="fault">Told of what ends the walk early.</param>
    /// <param name="ahead">Whether to read ahead of who takes the buffers; null for no.</param>
    public static IEnumerable<KmemBuffer>? Walk(
        KmemAllocator allocator, KmemCache cache, KmemMagazines? magazines, Action<KmemFault> fault, BufferAhead? ahead = null)
    {
        if (allocator.Memory.TryReadUInt64(cache.HashTable, out _))
        {
            return new HashBuffers(allocator, cache, magazines).Walk(cache.BufTotal, ahead, fault);
        }

        fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read hash table of cache {cache.Address:x} at {cache.HashTable:x}", cache.HashTable));
        return null;
    }

    /// <summary>The bufctl of a buffer; false where its chain has none.</summary>
    public static bool TryFind(KmemAllocator allocator, KmemCache cache, ulong buffer, Action<KmemFault> fault, out ulong bufctl)
    {
        if (!allocator.Memory.TryReadUInt64(unchecked(cache.HashTable + (cache.HashSlot(buffer) * 8)), out bufctl))
        {
            bufctl = 0;
        }

        CycleGuard? guard = null;
        for (int length = 0; bufctl != 0; length++)
        {
            if (length > Limits.HashChain)
            {
                fault(KmemFault.Endless($"hash chain of cache {cache.Address:x} has no end: more than {Limits.HashChain} bufctls", bufctl));
                return false;
            }

            if (IsRepeat(ref guard, length, bufctl) || !allocator.TryBufctl(bufctl, out ulong next, out ulong found, fault))
            {
                return false;
            }

            if (found == buffer)
            {
                return true;
            }

            bufctl = next;
        }

        return false;
    }

    /// <summary>Whether a chain, of which a bufctl is looked at, comes back to where it was.</summary>
    public static bool IsRepeat(ref CycleGuard? guard, int length, ulong bufctl) =>
        length >= ShortChain && !(guard ??= new CycleGuard()).Visit(bufctl);
}
