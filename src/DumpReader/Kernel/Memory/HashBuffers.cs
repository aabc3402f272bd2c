using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>The buffers in the hash table of a cache, less those in magazines. A piece is a run of slots, by the number of its first.</summary>
internal sealed class HashBuffers(KmemAllocator allocator, KmemCache cache, KmemMagazines? magazines) : BufferPieces<ulong>
{
    private const int SlotsAtOnce = 512;

    // The mask may be all ones.
    private readonly int _weight =
        (int)UInt128.Clamp((UInt128)cache.BufTotal * SlotsAtOnce / ((UInt128)cache.HashMask + 1), SlotsAtOnce / 8, int.MaxValue / 2);

    /// <summary>A sound cache hashes no more than its buffers; chains that run into one another show each of them many times over.</summary>
    public override ulong MostVisited { get; } = Math.Min((cache.BufTotal * 4) + Limits.CycleExact, Limits.MemoryElements);

    public override bool EndsAtFault => true;

    public override int Weight(ulong piece) => _weight;

    public override IEnumerable<ulong> Find(Action<KmemFault> fault)
    {
        ulong slot = 0;
        do
        {
            yield return slot;
            slot = unchecked(slot + SlotsAtOnce);
        }
        while (slot != 0 && slot <= cache.HashMask);
    }

    public override IEnumerable<KmemBuffer> Read(IEnumerable<ulong> pieces, Visited visited, Action<KmemFault> fault)
    {
        var table = new byte[SlotsAtOnce * 8];
        foreach (ulong first in pieces)
        {
            int held = allocator.Memory.Read(unchecked(cache.HashTable + (first * 8)), table) / 8;
            int slots = (int)Math.Min(SlotsAtOnce - 1, cache.HashMask - first) + 1;
            for (int at = 0; at < slots; at++)
            {
                if (at >= held)
                {
                    ulong missing = unchecked(cache.HashTable + ((first + (ulong)at) * 8));
                    fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read hash table of cache {cache.Address:x} at {missing:x}", missing));
                    yield break;
                }

                CycleGuard? guard = null;
                int length = 0;
                for (ulong bufctl = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan(at * 8)); bufctl != 0;)
                {
                    if (KmemHash.IsRepeat(ref guard, length++, bufctl) || visited.Count++ >= MostVisited)
                    {
                        fault(KmemFault.Endless($"hash chain of cache {cache.Address:x} has no end: bufctl {bufctl:x} comes again", bufctl));
                        yield break;
                    }

                    if (!allocator.TryBufctl(bufctl, out ulong next, out ulong buffer, fault))
                    {
                        yield break;
                    }

                    if (magazines?.Contains(buffer) != true)
                    {
                        yield return new KmemBuffer(buffer, bufctl);
                    }

                    bufctl = next;
                }
            }
        }
    }
}
