using System.Buffers.Binary;
using System.Text;

namespace DumpReader.Tests.Support;

/// <summary>A vmcore in memory, made by hand from translations and pages, in the layout savecore gives it.</summary>
internal sealed class MiniDump
{
    public const ulong Kas = 0xfffffffffbc00100;
    public const ulong User = 0xfffffe0000001000;

    public List<(ulong AddressSpace, ulong Page, ulong Pfn)> Translations { get; } = [];

    public SortedDictionary<ulong, byte[]> Pages { get; } = [];

    public List<MiniSymbol> Symbols { get; } = [new("kas", Kas, 224)];

    public uint Flags { get; set; } = 0x10002;

    public string PanicString { get; set; } = "mini";

    public long Map { get; private set; }

    public long Data { get; private set; }

    public long PfnTable { get; private set; }

    /// <summary>A page of bytes that all tell the frame, so that no page is mistaken for another.</summary>
    public MiniDump Page(ulong addressSpace, ulong page, ulong pfn)
    {
        Translations.Add((addressSpace, page, pfn));
        var bytes = new byte[4096];
        for (int i = 0; i < 4096; i += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), (pfn << 16) | (uint)i);
        }

        Pages.TryAdd(pfn, bytes);
        return this;
    }

    public byte[] Build()
    {
        byte[] ksyms = MiniElf.Build(Symbols);
        int slots = 1;
        while (slots < Translations.Count)
        {
            slots *= 2;
        }

        PfnTable = 4096 + Up(ksyms.Length);
        Map = PfnTable + Up(8 * Pages.Count);
        Data = Map + Up(40 * slots);
        var file = new byte[Data + (4096L * Pages.Count)];
        WriteHeader(file, ksyms.Length, slots - 1);
        ksyms.CopyTo(file, 4096);
        ulong[] pfns = [.. Pages.Keys];
        for (int i = 0; i < pfns.Length; i++)
        {
            Write(file, PfnTable + (8 * i), pfns[i]);
            Pages[pfns[i]].CopyTo(file, Data + (4096 * i));
        }

        for (int i = 0; i < Translations.Count; i++)
        {
            (ulong space, ulong page, ulong pfn) = Translations[i];
            int index = Array.BinarySearch(pfns, pfn);
            if (index >= 0)
            {
                long head = Map + (40 * (long)(((space >> 3) + (page >> 12)) & (ulong)(slots - 1)));
                long slot = Map + (40 * i);
                Write(file, slot + 8, BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan((int)head)));
                Write(file, slot + 16, (ulong)(Data + (4096 * index)));
                Write(file, slot + 24, space);
                Write(file, slot + 32, page);
                Write(file, head, (ulong)slot);
            }
        }

        return file;
    }

    private void WriteHeader(byte[] file, int ksymsSize, int hashMask)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file, 0xdefec8ed);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), 10);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), 64);
        Write(file, 24, 4096);
        Write(file, 32, (ulong)PfnTable);
        Write(file, 40, (ulong)Map);
        Write(file, 48, (ulong)Data);
        "SunOS"u8.CopyTo(file.AsSpan(56));
        "node"u8.CopyTo(file.AsSpan(56 + 257));
        "5.11"u8.CopyTo(file.AsSpan(56 + 514));
        Encoding.Latin1.GetBytes(PanicString).CopyTo(file.AsSpan(1598));
        Write(file, 1800, 1_600_000_000);
        Write(file, 1808, 12);
        Write(file, 1816, 4096);
        Write(file, 1824, (ulong)hashMask);
        Write(file, 1832, (ulong)Translations.Count);
        Write(file, 1840, (ulong)Pages.Count);
        Write(file, 1848, (ulong)ksymsSize);
        Write(file, 1856, (ulong)ksymsSize);
        "00000000-1111-2222"u8.CopyTo(file.AsSpan(1868));
    }

    private static long Up(long length) => (length + 4095) & ~4095L;

    private static void Write(byte[] file, long offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan((int)offset), value);
}
