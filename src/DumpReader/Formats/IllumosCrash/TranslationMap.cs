using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// The translation map of an expanded dump: (address space, virtual page) to the index of a page of data. A slot
/// (<c>dump_map_t</c>, sys/dumphdr.h) is dm_first, dm_next, dm_data, dm_as, dm_va; its dm_first heads the chain of its bucket, its
/// other fields are a translation of some bucket. Looked up in the file; nothing is built at open.
/// </summary>
internal sealed class TranslationMap(IByteSource file, DumpHeader header, Action<Problem> report)
{
    private const int EntrySize = DumpHeaderChecks.MapEntrySize;

    private readonly int _shift = (int)header.PageShift;
    private readonly long _end = header.Map + ((header.HashMask + 1) * EntrySize);
    private HashSet<ulong>? _addressSpaces;

    /// <summary>
    /// The index of the page at a page-aligned address. False where the dump has no translation, and where the chain that would
    /// hold it is damaged (an offset outside the map, an entry of another bucket, a loop), which is reported.
    /// </summary>
    public bool TryFind(ulong addressSpace, ulong page, out long index)
    {
        index = -1;
        long bucket = Hash(addressSpace, page);
        if (!file.TryReadUInt64(header.Map + (bucket * EntrySize), out ulong next))
        {
            return false;
        }

        // Brent: a chain that comes back to an entry seen at the last power of two never ends.
        long seen = 0;
        long hops = 0;
        long lap = 1;
        Span<byte> copy = stackalloc byte[EntrySize];
        while (next != 0)
        {
            long offset = (long)next;
            if (offset < header.Map || offset > _end - EntrySize || (offset & 7) != 0)
            {
                return Damaged(bucket, $"points to offset 0x{next:x} outside the map");
            }

            scoped ReadOnlySpan<byte> entry;
            if (file.TrySpan(offset, EntrySize, out ReadOnlySpan<byte> lent))
            {
                entry = lent;
            }
            else
            {
                if (file.Read(offset, copy) < EntrySize)
                {
                    return false;
                }

                entry = copy;
            }

            ulong entrySpace = BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]);
            ulong entryPage = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
            if (Hash(entrySpace, entryPage) != bucket)
            {
                return Damaged(bucket, $"leads to offset 0x{next:x}, an entry of another bucket");
            }

            if (entryPage == page && entrySpace == addressSpace)
            {
                return TryIndex(BinaryPrimitives.ReadInt64LittleEndian(entry[16..]), bucket, out index);
            }

            if (offset == seen)
            {
                return Damaged(bucket, $"loops at offset 0x{next:x}");
            }

            if (++hops == lap)
            {
                seen = offset;
                lap *= 2;
            }

            next = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
        }

        return false;
    }

    /// <summary>Every translation, in slot order, whether or not a chain leads to it.</summary>
    public IEnumerable<(ulong AddressSpace, ulong Page, long Index)> All()
    {
        var entry = new byte[EntrySize];
        for (long slot = 0; slot < Math.Min(header.TranslationCount, header.HashMask + 1); slot++)
        {
            if (file.Read(header.Map + (slot * EntrySize), entry) < EntrySize)
            {
                yield break;
            }

            long data = BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(16));
            if (data != 0 && TryIndex(data, -1, out long index))
            {
                yield return (BinaryPrimitives.ReadUInt64LittleEndian(entry.AsSpan(24)), BinaryPrimitives.ReadUInt64LittleEndian(entry.AsSpan(32)), index);
            }
        }
    }

    /// <summary>Whether the dump has any page of an address space. Goes through the map once, when first asked.</summary>
    public bool Holds(ulong addressSpace)
    {
        HashSet<ulong>? all = Volatile.Read(ref _addressSpaces);
        if (all is null)
        {
            all = [];
            foreach ((ulong space, _, _) in All())
            {
                all.Add(space);
            }

            Volatile.Write(ref _addressSpaces, all);
        }

        return all.Contains(addressSpace);
    }

    private long Hash(ulong addressSpace, ulong page) => (long)(((addressSpace >> 3) + (page >> _shift)) & (ulong)header.HashMask);

    private bool TryIndex(long data, long bucket, out long index)
    {
        long offset = data - header.Data;
        index = offset >> _shift;
        return (offset >= 0 && (offset & (header.PageSize - 1)) == 0 && index < header.PageCount)
            || (bucket >= 0 && Damaged(bucket, $"has dm_data 0x{data:x}, which is no page of the dump"));
    }

    private bool Damaged(long bucket, string how)
    {
        report(new Problem("MDB202", $"translation map: bucket {bucket} {how}"));
        return false;
    }
}
