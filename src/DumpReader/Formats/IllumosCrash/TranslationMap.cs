using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// The translation map of an expanded dump: (address space, virtual page) to the index of a page of data. A slot
/// (<c>dump_map_t</c>, sys/dumphdr.h) is dm_first, dm_next, dm_data, dm_as, dm_va; its dm_first heads the chain of its bucket, its
/// other fields are a translation of some bucket. Looked up in the file; nothing is built at open.
/// </summary>
internal sealed class TranslationMap : ITranslations
{
    private const int EntrySize = DumpHeaderChecks.MapEntrySize;

    private readonly IByteSource _file;
    private readonly DumpHeader _header;
    private readonly Action<Problem> _report;
    private readonly int _shift;
    private readonly long _end;
    private readonly MapRescue _rescue;
    private HashSet<ulong>? _addressSpaces;

    /// <param name="report">Told of damage; called from any thread.</param>
    public TranslationMap(IByteSource file, DumpHeader header, Action<Problem> report)
    {
        _file = file;
        _header = header;
        _report = report;
        _shift = (int)header.PageShift;
        _end = header.Map + ((header.HashMask + 1) * EntrySize);
        _rescue = new MapRescue(All, Bucket);
    }

    /// <summary>
    /// The index of the page at a page-aligned address. False where the dump has no translation; also where the chain that would
    /// hold it is damaged (an offset outside the map, an entry of another bucket, a loop), which is reported, and no slot has the page.
    /// </summary>
    public bool TryFind(ulong addressSpace, ulong page, out long index)
    {
        index = -1;
        long bucket = Bucket(addressSpace, page);
        if (!_file.TryReadUInt64(_header.Map + (bucket * EntrySize), out ulong next))
        {
            return false;
        }

        // Brent: a chain that comes back to an entry seen at the last power of two never ends.
        long seen = 0;
        long hops = 0;
        long lap = 1;
        while (next != 0)
        {
            long offset = (long)next;
            if (offset < _header.Map || offset > _end - EntrySize || (offset & 7) != 0)
            {
                return Rescue(bucket, addressSpace, page, out index, $"points to offset 0x{next:x} outside the map");
            }

            if (!TryRead(offset, out Entry entry))
            {
                return false;
            }

            if (Bucket(entry.AddressSpace, entry.Page) != bucket)
            {
                return Rescue(bucket, addressSpace, page, out index, $"leads to offset 0x{next:x}, an entry of another bucket");
            }

            if (entry.Page == page && entry.AddressSpace == addressSpace)
            {
                if (!TryIndex(entry.Data, out index))
                {
                    _report(new Problem("MDB202", $"translation map: page {page:x} has dm_data 0x{entry.Data:x}, which is no page of the dump"));
                }

                return index >= 0;
            }

            if (offset == seen)
            {
                return Rescue(bucket, addressSpace, page, out index, $"loops at offset 0x{next:x}");
            }

            if (++hops == lap)
            {
                seen = offset;
                lap *= 2;
            }

            next = entry.Next;
        }

        return false;
    }

    /// <summary>Every translation, in slot order, whether or not a chain leads to it.</summary>
    public IEnumerable<(ulong AddressSpace, ulong Page, long Index)> All()
    {
        for (long slot = 0; slot < Math.Min(_header.TranslationCount, _header.HashMask + 1); slot++)
        {
            if (!TryRead(_header.Map + (slot * EntrySize), out Entry entry))
            {
                yield break;
            }

            if (entry.Data != 0 && TryIndex(entry.Data, out long index))
            {
                yield return (entry.AddressSpace, entry.Page, index);
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

    public IEnumerable<ulong> Pages(ulong addressSpace) => All().Where(t => t.AddressSpace == addressSpace).Select(t => t.Page);

    private long Bucket(ulong addressSpace, ulong page) => (long)(((addressSpace >> 3) + (page >> _shift)) & (ulong)_header.HashMask);

    private bool TryRead(long offset, out Entry entry)
    {
        if (_file.TrySpan(offset, EntrySize, out ReadOnlySpan<byte> bytes))
        {
            entry = Entry.Read(bytes);
            return true;
        }

        Span<byte> copy = stackalloc byte[EntrySize];
        bool whole = _file.Read(offset, copy) == EntrySize;
        entry = whole ? Entry.Read(copy) : default;
        return whole;
    }

    private bool TryIndex(long data, out long index)
    {
        long offset = data - _header.Data;
        bool isPage = offset >= 0 && (offset & (_header.PageSize - 1)) == 0 && offset >> _shift < _header.PageCount;
        index = isPage ? offset >> _shift : -1;
        return isPage;
    }

    private bool Rescue(long bucket, ulong addressSpace, ulong page, out long index, string damage)
    {
        string what = _rescue.IsWithin(bucket) ? "its pages are looked for in the whole map"
            : $"as more than {Limits.RescuedBuckets} buckets are damaged, its pages are not looked for";
        _report(new Problem("MDB202", $"translation map: bucket {bucket} {damage}; {what}"));
        return _rescue.TryFind(bucket, addressSpace, page, out index);
    }

    /// <summary><c>dump_map_t</c> without dm_first, which belongs to the bucket of the same number.</summary>
    private readonly record struct Entry(ulong Next, long Data, ulong AddressSpace, ulong Page)
    {
        public static Entry Read(ReadOnlySpan<byte> bytes) => new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),   // dm_next
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),   // dm_data
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),  // dm_as
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..])); // dm_va
    }
}
