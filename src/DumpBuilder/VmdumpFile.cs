using System.Buffers.Binary;
using DumpBuilder.Image;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpBuilder;

/// <summary>
/// Makes of an expanded dump the compressed one (vmdump.N) that savecore would have expanded it from: header, symbols, page frame numbers,
/// the list of translations, data in lzjb, and at the end the header again with what it says of the data.
/// </summary>
public static class VmdumpFile
{
    private const int PageSize = 4096;
    private const int Block = 64 << 10;
    private const int BlockOfStream = 128 << 10;
    private const int PagesOfGroup = 1024;
    private const int MapEntry = 40;

    /// <param name="streams">0 for pages one by one; else how many streams, to which groups of pages are dealt in turn.</param>
    public static void Write(string vmcorePath, string vmdumpPath, int streams = 0)
    {
        using IByteSource source = new MappedFile(File.OpenHandle(vmcorePath));
        byte[] head = source.GetMemory(0, DumpHeader.Size).ToArray();
        var cursor = new Cursor(head);
        DumpHeader header = DumpHeader.Read(ref cursor);
        long pfns = PageSize + Round(header.KsymsStoredSize, PageSize);
        long list = pfns + Round(header.PageCount * 8, PageSize);
        long data = list + Round(header.TranslationCount * 24, PageSize);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), (uint)(header.Flags | DumpFlags.Valid | DumpFlags.Compressed));
        foreach ((int at, long value) in ((int, long)[])[(16, 0), (24, PageSize), (32, pfns), (40, list), (48, data)])
        {
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(at), value); // dump_start, dump_ksyms, dump_pfn, dump_map, dump_data
        }

        using var file = new FileStream(vmdumpPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(head);
        file.Position = PageSize;
        file.Write(source.GetMemory(header.Ksyms, (int)header.KsymsStoredSize).Span);
        file.Position = pfns;
        file.Write(source.GetMemory(header.PfnTable, checked((int)(header.PageCount * 8))).Span);
        file.Position = list;
        Translations(source, header, file);
        file.Position = data;
        Data(source, header, file, streams);
        file.Write(new byte[4]);
        long stored = Round(file.Position - data, PageSize);
        file.Position = ((data + stored) / Block * Block) + Block;
        file.Write(head);
        Span<byte> tail = stackalloc byte[32]; // dumpdatahdr_t
        BinaryPrimitives.WriteUInt32LittleEndian(tail, 0x64686472);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(tail[8..], stored);
        BinaryPrimitives.WriteInt32LittleEndian(tail[16..], BlockOfStream);
        BinaryPrimitives.WriteInt32LittleEndian(tail[20..], PagesOfGroup);
        BinaryPrimitives.WriteInt16LittleEndian(tail[24..], (short)Math.Max(1, streams));
        BinaryPrimitives.WriteInt16LittleEndian(tail[26..], (short)(streams > 0 ? 1 : 0));
        file.Write(tail);
        file.SetLength(Round(file.Position, Block));
    }

    /// <summary>The slots of the map in order are the translations in order; the frame is that of the page.</summary>
    private static void Translations(IByteSource source, DumpHeader header, FileStream file)
    {
        Span<byte> entry = stackalloc byte[24];
        Span<byte> slot = stackalloc byte[MapEntry];
        for (long i = 0; i < header.TranslationCount; i++)
        {
            source.Read(header.Map + (i * MapEntry), slot);
            long page = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]);
            slot[24..].CopyTo(entry);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], page == 0 ? ulong.MaxValue : Frame(source, header, (page - header.Data) / PageSize));
            file.Write(entry);
        }
    }

    private static ulong Frame(IByteSource source, DumpHeader header, long index)
    {
        Span<byte> frame = stackalloc byte[8];
        source.Read(header.PfnTable + (index * 8), frame);
        return BinaryPrimitives.ReadUInt64LittleEndian(frame);
    }

    private static void Data(IByteSource source, DumpHeader header, FileStream file, int streams)
    {
        var encoder = new LzjbEncoder();
        var page = new byte[PageSize];
        var packed = new byte[PageSize];
        var block = new StreamBlock(file);
        for (long first = 0, group = 0; first < header.PageCount; group++)
        {
            // A group has pages of one window of 4 MiB.
            long end = streams == 0 ? header.PageCount : first + 1;
            while (end < header.PageCount && Frame(source, header, end) >> 10 == Frame(source, header, first) >> 10)
            {
                end++;
            }

            block.Begin(streams == 0 ? 0 : (int)(group % streams) + 1, first, end - first);
            for (; first < end; first++)
            {
                page.AsSpan().Clear();
                source.Read(header.Data + (first * PageSize), page);
                block.Page(packed.AsSpan(0, encoder.Compress(page, packed)));
            }

            block.Flush();
        }
    }

    private static long Round(long value, long unit) => (value + unit - 1) / unit * unit;

    /// <summary>Puts pages into blocks, each behind a word of its stream's number and its size; without streams a page is a block.</summary>
    private sealed class StreamBlock(FileStream file)
    {
        private readonly byte[] _block = new byte[BlockOfStream - 4];
        private int _length;
        private int _stream;

        public void Begin(int stream, long first, long count)
        {
            _stream = stream;
            if (stream > 0)
            {
                "StrmHdr\0"u8.CopyTo(_block);
                BinaryPrimitives.WriteInt64LittleEndian(_block.AsSpan(8), first);
                BinaryPrimitives.WriteInt64LittleEndian(_block.AsSpan(16), count);
                _length = 24;
            }
        }

        public void Page(ReadOnlySpan<byte> packed)
        {
            if (_length + 4 + packed.Length > _block.Length)
            {
                Flush();
            }

            if (_stream > 0)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(_length), packed.Length);
                _length += 4;
            }

            packed.CopyTo(_block.AsSpan(_length));
            _length += packed.Length;
            if (_stream == 0)
            {
                Flush();
            }
        }

        public void Flush()
        {
            if (_length > 0)
            {
                Span<byte> word = stackalloc byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(word, ((uint)_stream << 20) | (uint)_length);
                file.Write(word);
                file.Write(_block.AsSpan(0, _length));
                _length = 0;
            }
        }
    }
}
