using DumpReader.Bytes;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The pages of a compressed dump, inflated when asked for and kept for a while.</summary>
internal abstract class VmdumpPages(DumpHeader header) : IPageSource
{
    protected const int PageSize = 4096;

    public int PageShift => (int)header.PageShift;

    public long Count => header.PageCount;

    /// <summary>Goes over the data once and finds out how it is stored.</summary>
    public static VmdumpPages Open(IByteSource file, CompressedDump dump, string name, Action<Problem> report)
    {
        if (dump.Header.PageCount > Limits.IndexedPages)
        {
            throw new DumpException(new Problem("MDB108",
                $"{name}: dump_npages is {dump.Header.PageCount}, expected {Limits.IndexedPages} at most in a compressed dump"));
        }

        BlockIndex index = BlockIndex.Read(file, dump, name, report);
        bool isBzip2 = index.Streams.Count > 0 && (dump.Data?.Level >= 2 || (dump.Data is null && LooksLikeBzip2(index)));
        return isBzip2
            ? new Bzip2Pages(file, dump.Header, index, name, report)
            : new LzjbPages(file, dump.Header, LzjbStreams.Locate(file, index, dump.Header.PageCount, name, report), name, report);
    }

    public int Read(long index, int offset, Span<byte> buffer)
    {
        if ((ulong)index >= (ulong)Count || !TryPage(index, out ReadOnlySpan<byte> page))
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, PageSize - offset);
        page.Slice(offset, length).CopyTo(buffer);
        return length;
    }

    public bool TrySpan(long index, int offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if ((ulong)index >= (ulong)Count || length > PageSize - offset || !TryPage(index, out ReadOnlySpan<byte> page))
        {
            return false;
        }

        bytes = page.Slice(offset, length);
        return true;
    }

    /// <summary>Nothing is lent: what is kept for long would keep more than the cache may hold.</summary>
    public ReadOnlyMemory<byte> Lend(long index, int offset, int length) => default;

    /// <summary>The 4096 bytes of a page; false where it is lost, which is reported.</summary>
    protected abstract bool TryPage(long index, out ReadOnlySpan<byte> page);

    /// <summary>Expands a page of lzjb; null where it does not come out whole.</summary>
    protected static byte[]? Inflate(IByteSource file, StoredPage stored)
    {
        Span<byte> copy = stackalloc byte[PageSize];
        scoped ReadOnlySpan<byte> input = file.TrySpan(stored.Offset, stored.Length, out ReadOnlySpan<byte> mapped)
            ? mapped
            : copy[..file.Read(stored.Offset, copy[..Math.Min(stored.Length, PageSize)])];

        var page = new byte[PageSize];
        if (input.Length >= PageSize)
        {
            input[..PageSize].CopyTo(page); // stored as it is
            return page;
        }

        return Lzjb.Expand(input, page) == PageSize ? page : null;
    }

    private static bool LooksLikeBzip2(BlockIndex index)
    {
        Span<byte> start = stackalloc byte[3];
        return index.Streams.First().Value.Read(0, start) == 3 && start.SequenceEqual("BZh"u8);
    }
}
