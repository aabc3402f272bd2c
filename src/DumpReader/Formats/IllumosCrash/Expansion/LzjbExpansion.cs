using DumpReader.Bytes;
using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>Expands pages of lzjb: every page stands for itself, so parts of the dump are done side by side.</summary>
internal static class LzjbExpansion
{
    private const int PageSize = 4096;
    private const int PagesPerPart = 1024;

    /// <returns>How many of the pages that have a place do not expand.</returns>
    public static long Expand(
        IByteSource source, StoredPage[] places, List<StreamGroup> groups, SafeFileHandle target, long data, string name,
        Action<Problem> report, WorkProgress progress, ParallelOptions options)
    {
        long lost = 0;
        Parallel.ForEach(
            Parts(groups, data), options, () => new SparsePages(target, data),
            (part, _, writer) =>
            {
                Span<byte> page = stackalloc byte[PageSize];
                for (long index = part.First; index < part.First + part.Count; index++)
                {
                    if (!places[index].IsThere)
                    {
                        continue;
                    }

                    if (StoredPages.TryExpand(source, places[index], index, page, name, report))
                    {
                        writer.Add(index, page);
                    }
                    else
                    {
                        Interlocked.Increment(ref lost);
                    }
                }

                writer.Flush();
                Release(source, places.AsSpan((int)part.First, (int)part.Count));
                progress.Add(part.Count);
                return writer;
            },
            static _ => { });
        return lost;
    }

    /// <summary>The pages of a part mostly lie together, and are not wanted again.</summary>
    private static void Release(IByteSource source, ReadOnlySpan<StoredPage> places)
    {
        if (places.Length > 0 && places[0].IsThere && places[^1].IsThere)
        {
            source.Release(places[0].Offset, places[^1].Offset - places[0].Offset);
        }
    }

    /// <summary>Groups cut where a block of the file ends, which is where a write ends anyway.</summary>
    private static IEnumerable<StreamGroup> Parts(List<StreamGroup> groups, long data)
    {
        const int PagesPerBlock = SparsePages.BlockSize / PageSize;
        long ahead = data / PageSize % PagesPerBlock;
        foreach (StreamGroup group in groups)
        {
            long end = group.First + group.Count;
            for (long first = group.First; first < end;)
            {
                long block = (first + ahead) / PagesPerBlock * PagesPerBlock;
                long next = Math.Min(end, block + PagesPerPart - ahead);
                yield return new StreamGroup(first, next - first);
                first = next;
            }
        }
    }
}
