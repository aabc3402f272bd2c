using System.Buffers.Binary;
using DumpBuilder.Image;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpBuilder;

/// <summary>
/// Makes of an expanded dump the compressed one that savecore would have expanded it from: header, symbols, page frame numbers, the list of
/// translations, data, and at the end the header again with what it says of the data. A device has the list ahead of the frame numbers, and
/// room at its end for messages and reports, which are empty here.
/// </summary>
public static class VmdumpFile
{
    private const int PageSize = DumpPages.PageSize;
    private const int Block = 64 << 10;
    private const int EndOfDevice = 0x5e0000; // summary, reports, messages and the last header
    private const int PagesOfGroup = 1024;
    private const int MapEntry = 40;

    /// <param name="vmcorePath">The expanded dump.</param>
    /// <param name="vmdumpPath">The file to write; one that is there is replaced.</param>
    /// <param name="form">How it is stored; null for vmdump.N with pages one by one.</param>
    public static void Write(string vmcorePath, string vmdumpPath, VmdumpForm? form = null)
    {
        form ??= new VmdumpForm();
        ArgumentOutOfRangeException.ThrowIfLessThan(form.Streams, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(form.Streams, 4095);
        using IByteSource source = new MappedFile(File.OpenHandle(vmcorePath));
        byte[] head = source.GetMemory(0, DumpHeader.Size).ToArray();
        var cursor = new Cursor(head);
        DumpHeader header = DumpHeader.Read(ref cursor);
        long start = form.IsDevice ? Block : 0;
        long ksyms = start + PageSize;
        long lists = ksyms + Round(header.KsymsStoredSize, PageSize);
        long frameBytes = Round(header.PageCount * 8, PageSize);
        long listBytes = Round(header.TranslationCount * 24, PageSize);
        (long frames, long list) = form.IsDevice ? (lists + listBytes, lists) : (lists, lists + frameBytes);
        long data = lists + frameBytes + listBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), (uint)(header.Flags | DumpFlags.Valid | DumpFlags.Compressed));
        foreach ((int at, long value) in ((int, long)[])[(16, start), (24, ksyms), (32, frames), (40, list), (48, data)])
        {
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(at), value); // dump_start, dump_ksyms, dump_pfn, dump_map, dump_data
        }

        var pages = new DumpPages(source, header);
        using var file = new FileStream(vmdumpPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Put(file, start, head);
        Put(file, ksyms, source.GetMemory(header.Ksyms, (int)header.KsymsStoredSize).Span);
        Put(file, frames, source.GetMemory(header.PfnTable, checked((int)(header.PageCount * 8))).Span);
        file.Position = list;
        Translations(source, header, pages, file);
        file.Position = data;
        Data(pages, file, form);
        long stored = Round(file.Position - data, PageSize);
        long end = data + stored;
        Put(file, form.IsDevice ? Round(end + EndOfDevice, Block) - Block : (end / Block * Block) + Block, head);
        if (form.HasDataHeader)
        {
            file.Write(DataHeader(form, stored));
        }

        file.SetLength(Round(file.Position, Block));
    }

    private static void Data(DumpPages pages, FileStream file, VmdumpForm form)
    {
        var blocks = new DataBlocks(file);
        switch (form.Encoding)
        {
            case VmdumpEncoding.LzjbStreams:
                new LzjbData(pages, blocks).WriteStreams(form.Streams);
                break;
            case VmdumpEncoding.Bzip2Streams:
                Bzip2Data.Write(pages, blocks, form.Streams);
                break;
            default:
                new LzjbData(pages, blocks).WriteSerial();
                break;
        }

        if (form.HasDataHeader)
        {
            blocks.End();
        }
    }

    /// <summary>What the last header says of the data (<c>dump_datahdr_t</c>).</summary>
    private static byte[] DataHeader(VmdumpForm form, long stored)
    {
        bool hasStreams = form.Encoding != VmdumpEncoding.Lzjb;
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x64686472);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), stored);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), DataBlocks.Most);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), PagesOfGroup);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(24), (short)(hasStreams ? form.Streams : 1));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(26), (short)form.Encoding); // the level: 0, 1, 2
        return bytes;
    }

    /// <summary>The slots of the map in order are the translations in order; the frame is that of the page.</summary>
    private static void Translations(IByteSource source, DumpHeader header, DumpPages pages, FileStream file)
    {
        Span<byte> entry = stackalloc byte[24];
        Span<byte> slot = stackalloc byte[MapEntry];
        for (long i = 0; i < header.TranslationCount; i++)
        {
            source.Read(header.Map + (i * MapEntry), slot);
            long page = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]);
            slot[24..].CopyTo(entry);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], page == 0 ? ulong.MaxValue : pages.Frame((page - header.Data) / PageSize));
            file.Write(entry);
        }
    }

    private static void Put(FileStream file, long offset, ReadOnlySpan<byte> bytes)
    {
        file.Position = offset;
        file.Write(bytes);
    }

    private static long Round(long value, long unit) => (value + unit - 1) / unit * unit;
}
