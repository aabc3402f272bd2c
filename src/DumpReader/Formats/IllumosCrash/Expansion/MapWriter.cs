using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>
/// Makes the translation map (<c>dump_map_t</c>) of an expanded dump from the list of a compressed one. Translation i fills slot i, and
/// becomes the head of the chain of its bucket; one whose frame is not in the dump leaves its slot empty. Twelve bytes a slot in memory.
/// </summary>
internal static class MapWriter
{
    private const int EntrySize = DumpHeaderChecks.MapEntrySize;
    private const int ListEntrySize = DumpHeaderChecks.ListEntrySize;
    private const int Batch = 4096;
    private const uint None = uint.MaxValue;

    public static void Write(IByteSource source, DumpHeader header, PfnTable pfns, SafeFileHandle file, ExpandedLayout layout, string name)
    {
        long slots = header.HashMask + 1;
        if (slots < header.TranslationCount || slots > Limits.ListedTranslations)
        {
            throw new DumpException(new Problem("MDB108",
                $"{name}: dump_hashmask is 0x{header.HashMask:x}, which does not fit the {header.TranslationCount} translations of dump_nvtop"));
        }

        var first = new uint[slots];
        var next = new uint[header.TranslationCount];
        var pages = new uint[header.TranslationCount];
        var list = new byte[Batch * ListEntrySize];
        for (long i = 0; i < next.Length; i++)
        {
            if (i % Batch == 0)
            {
                ReadBatch(source, header, list, i);
            }

            ReadOnlySpan<byte> entry = Entry(list, i);
            ulong frame = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]);
            pages[i] = pfns.TryFind(new Pfn(frame), out long index) ? (uint)index : None;
            if (pages[i] != None)
            {
                ref uint head = ref first[Bucket(entry, header)];
                (next[i], head) = (head, (uint)i + 1);
            }
        }

        var map = new byte[Batch * EntrySize];
        for (long start = 0; start < slots; start += Batch)
        {
            int count = (int)Math.Min(Batch, slots - start);
            map.AsSpan().Clear();
            if (start < pages.Length)
            {
                ReadBatch(source, header, list, start);
            }

            for (int i = 0; i < count; i++)
            {
                Span<byte> slot = map.AsSpan(i * EntrySize, EntrySize);
                Put(slot, Offset(layout, first[start + i]));        // dm_first
                if (start + i < pages.Length && pages[start + i] != None)
                {
                    Put(slot[8..], Offset(layout, next[start + i]));              // dm_next
                    Put(slot[16..], layout.Data + ((long)pages[start + i] << 12)); // dm_data
                    Entry(list, i)[..16].CopyTo(slot[24..]);                      // dm_as, dm_va
                }
            }

            RandomAccess.Write(file, map.AsSpan(0, count * EntrySize), layout.Map + (start * EntrySize));
        }
    }

    /// <summary>Translations of the list (<c>mem_vtop_t</c>) from number <paramref name="start"/> on; what is not in the file is zero.</summary>
    private static void ReadBatch(IByteSource source, DumpHeader header, byte[] list, long start)
    {
        Array.Clear(list);
        source.Read(header.Map + (start * ListEntrySize), list);
    }

    private static ReadOnlySpan<byte> Entry(byte[] list, long i) => list.AsSpan((int)(i % Batch) * ListEntrySize, ListEntrySize);

    private static long Bucket(ReadOnlySpan<byte> entry, DumpHeader header)
    {
        ulong space = BinaryPrimitives.ReadUInt64LittleEndian(entry);
        ulong address = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
        return (long)(((space >> 3) + (address >> (int)header.PageShift)) & (ulong)header.HashMask);
    }

    private static long Offset(ExpandedLayout layout, uint slotPlusOne) =>
        slotPlusOne == 0 ? 0 : layout.Map + ((long)(slotPlusOne - 1) * EntrySize);

    private static void Put(Span<byte> place, long value) => BinaryPrimitives.WriteInt64LittleEndian(place, value);
}
