using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>The hash table of a cache: the bufctls of all buffers that are not on a free list.</summary>
internal static class KmemHash
{
    private const int SlotsAtOnce = 512;

    /// <summary>Chains shorter than this are followed without a guard.</summary>
    private const int ShortChain = 32;

    /// <summary>Bufctls and their buffers, slot by slot; null, with the fault said, where there is no table.</summary>
    public static IEnumerable<KmemBuffer>? Walk(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault)
    {
        if (allocator.Memory.TryReadUInt64(cache.HashTable, out _))
        {
            return Slots(allocator, cache, fault);
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

    private static IEnumerable<KmemBuffer> Slots(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault)
    {
        // A sound cache hashes no more than its buffers; chains that run into one another show each of them many times over.
        ulong most = Math.Min((cache.BufTotal * 4) + Limits.CycleExact, Limits.ListElements);
        ulong count = 0;
        var table = new byte[SlotsAtOnce * 8];
        int held = 0;
        for (ulong slot = 0; slot <= cache.HashMask; slot++)
        {
            int at = (int)(slot % SlotsAtOnce);
            if (at == 0)
            {
                held = allocator.Memory.Read(unchecked(cache.HashTable + (slot * 8)), table) / 8;
            }

            if (at >= held)
            {
                ulong missing = unchecked(cache.HashTable + (slot * 8));
                fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read hash table of cache {cache.Address:x} at {missing:x}", missing));
                yield break;
            }

            CycleGuard? guard = null;
            int length = 0;
            for (ulong bufctl = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan(at * 8)); bufctl != 0;)
            {
                if (IsRepeat(ref guard, length++, bufctl) || count++ >= most)
                {
                    fault(KmemFault.Endless($"hash chain of cache {cache.Address:x} has no end: bufctl {bufctl:x} comes again", bufctl));
                    yield break;
                }

                if (!allocator.TryBufctl(bufctl, out ulong next, out ulong buffer, fault))
                {
                    yield break;
                }

                yield return new KmemBuffer(buffer, bufctl);
                bufctl = next;
            }
        }
    }

    private static bool IsRepeat(ref CycleGuard? guard, int length, ulong bufctl) =>
        length >= ShortChain && !(guard ??= new CycleGuard()).Visit(bufctl);
}
