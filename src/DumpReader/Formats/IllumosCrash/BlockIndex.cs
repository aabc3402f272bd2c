using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// What lies where in the data of a compressed dump, from one pass over the words in front of its blocks (tag &lt;&lt; 20 | bytes):
/// tag 0 is one page, or the end where it has no bytes; other tags are the numbers of streams.
/// </summary>
internal sealed class BlockIndex
{
    private const int SizeBits = 20;
    private const int PageSize = 4096;
    private const int LookEvery = 16;

    /// <summary>Pages stored one by one, in order.</summary>
    public List<StoredPage> Pages { get; } = [];

    /// <summary>The blocks of each stream, in order.</summary>
    public SortedDictionary<int, StreamBytes> Streams { get; } = [];

    /// <summary>Goes through the data; what ends it early is reported, and what was found until then counts.</summary>
    /// <param name="progress">Told how many bytes have been gone over.</param>
    /// <param name="threads">That may work at it; 0 for as many as there are processors.</param>
    public static BlockIndex Read(IByteSource file, CompressedDump dump, string name, Action<Problem> report, WorkProgress? progress = null, int threads = 0)
    {
        var index = new BlockIndex();
        progress?.Begin("indexing", dump.End - dump.Header.Data);
        long offset = dump.Header.Data;
        int blocks = 0;
        offset = SerialPages.Follow(file, offset, dump.End, dump.Header.PageCount, index.Pages, progress, threads: threads);
        var passed = new PassedBytes(file, offset);
        Span<byte> bytes = stackalloc byte[4];
        while (index.Pages.Count < dump.Header.PageCount)
        {
            bool inside = offset <= dump.End - 4 && file.Read(offset, bytes) == 4;
            uint word = inside ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
            int tag = (int)(word >> SizeBits);
            int length = (int)(word & ((1 << SizeBits) - 1));
            if (inside && word == 0)
            {
                break;
            }

            // An old kernel may leave the end word out, but then every page is there; streams always have it.
            bool isStopped = index.Pages.Count % LookEvery == 0 && blocks % LookEvery == 0 && WorkLimit.IsOver;
            string? wrong = isStopped ? "was gone over no further than a deadline or an interrupt allowed, and ends for that"
                : !inside || length > dump.End - offset - 4 ? "is cut"
                : !IsBlock(tag, length) ? $"has the word 0x{word:x}, which begins no block"
                : tag != 0 && ++blocks > Limits.StreamBlocks ? "has too many blocks" : null;
            if (wrong is not null)
            {
                report(new Problem("MDB124", $"{name}: the data {wrong} at offset {offset}; what follows is lost"));
                break;
            }

            index.Add(file, tag, new StoredPage(offset + 4, length));
            offset += 4 + length;
            progress?.Set(offset - dump.Header.Data);
            passed.Reach(offset);
        }

        return index;
    }

    /// <summary>The words, in the order of the file; without the one that is the end.</summary>
    public IEnumerable<uint> Words() => Streams.SelectMany(s => s.Value.Blocks.Select(b => (Tag: s.Key, Block: b)))
        .Concat(Pages.Select(p => (Tag: 0, Block: p)))
        .OrderBy(b => b.Block.Offset)
        .Select(b => ((uint)b.Tag << SizeBits) | (uint)b.Block.Length);

    /// <summary>The index with words that were kept: their number, and they. Null where they lead out of the data.</summary>
    public static BlockIndex? Restore(IByteSource file, CompressedDump dump, ref Cursor cursor)
    {
        var index = new BlockIndex();
        long offset = dump.Header.Data;
        int count = cursor.Int32();
        for (int i = 0; i < count; i++)
        {
            uint word = cursor.UInt32();
            int tag = (int)(word >> SizeBits);
            int length = (int)(word & ((1 << SizeBits) - 1));
            if (!IsBlock(tag, length) || length > dump.End - offset - 4 || index.Pages.Count == dump.Header.PageCount)
            {
                return null;
            }

            index.Add(file, tag, new StoredPage(offset + 4, length));
            offset += 4 + length;
        }

        return index;
    }

    private static bool IsBlock(int tag, int length) => length > 0 && length <= (tag == 0 ? PageSize : Limits.BlockSize);

    /// <summary>Whether the streams are bzip2, as the data header says; where it is lost, as they look.</summary>
    public bool IsBzip2(DataHeader? data)
    {
        Span<byte> start = stackalloc byte[3];
        return Streams.Count > 0 && (data is not null
            ? data.Level >= 2
            : Streams.First().Value.Read(0, start) == 3 && start.SequenceEqual("BZh"u8));
    }

    private void Add(IByteSource file, int tag, StoredPage block)
    {
        if (tag == 0)
        {
            Pages.Add(block);
            return;
        }

        if (!Streams.TryGetValue(tag, out StreamBytes? stream))
        {
            Streams.Add(tag, stream = new StreamBytes(file));
        }

        stream.Add(block.Offset, block.Length);
    }
}
