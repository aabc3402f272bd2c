using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The pages of a compressed dump, inflated when asked for and kept for a while.</summary>
/// <param name="work">Bytes that inflating takes itself. What is kept has so much less room, up to a quarter.</param>
internal abstract class VmdumpPages(IByteSource file, DumpHeader header, string name, Action<Problem> report, VmdumpSettings? settings, long work = 0)
    : IPageSource
{
    protected const int PageSize = 4096;

    protected IByteSource File => file;

    /// <summary>Pages by index, and whatever else a kind of dump keeps under keys that are none.</summary>
    public InflatedCache Cache { get; } = new(Room(settings?.CacheBytes ?? Limits.InflatedBytes, work));

    /// <summary>Whether the index comes from the file in which it was kept.</summary>
    public abstract bool IsFromKept { get; }

    public int PageShift => (int)header.PageShift;

    public long Count => header.PageCount;

    /// <summary>Keeps the index for the next time, where that pays.</summary>
    public void Keep()
    {
        if (settings?.Kept is { } kept && WorthKeeping(settings.KeptAfter) is { } contents)
        {
            kept.Save(contents.Kind, contents.Bytes);
        }
    }

    public int Read(long index, int offset, Span<byte> buffer)
    {
        if ((ulong)index >= (ulong)Count)
        {
            return 0;
        }

        buffer = buffer[..Math.Min(buffer.Length, PageSize - offset)];
        if (Cache.TryCopy(index, offset, buffer))
        {
            return buffer.Length;
        }

        Span<byte> page = stackalloc byte[PageSize];
        if (!TryLoad(index, page))
        {
            return 0;
        }

        Cache.Add(index, page);
        page.Slice(offset, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }

    private static long Room(long bytes, long work) => bytes - Math.Min(work, bytes / 4);

    /// <summary>Nothing is shown without a copy: what the cache gives up is written over.</summary>
    public bool TrySpan(long index, int offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    /// <summary>Nothing is lent: what is kept for long would keep more than the cache may hold.</summary>
    public ReadOnlyMemory<byte> Lend(long index, int offset, int length) => default;

    /// <summary>Fills in a page that is not in the cache; false where it is lost, which is reported.</summary>
    protected abstract bool TryLoad(long index, Span<byte> page);

    /// <summary>What an index says that took so long to make; null where it took less or is not whole.</summary>
    protected abstract (IndexKind Kind, byte[] Bytes)? WorthKeeping(TimeSpan cost);

    /// <summary>Expands a page of lzjb; false where it does not come out whole, which is reported.</summary>
    protected bool TryInflate(long index, StoredPage stored, Span<byte> page, bool isQuiet = false) =>
        StoredPages.TryExpand(file, stored, index, page, name, isQuiet ? Ignore : report);

    private static void Ignore(Problem problem)
    {
    }
}
