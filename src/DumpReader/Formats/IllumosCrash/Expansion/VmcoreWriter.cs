using System.Collections;
using DumpReader.Bytes;
using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>Writes the expanded form of a compressed dump, as savecore does: everything else first, the header last.</summary>
/// <param name="report">Told of damage, from any thread.</param>
/// <param name="memory">Bytes of inflated data that may be in the making at once.</param>
internal sealed class VmcoreWriter(IByteSource source, CompressedDump dump, string name, Action<Problem> report, long memory)
{
    private const int CopySize = 1 << 20;

    public ExpandedLayout Layout { get; } = ExpandedLayout.Of(dump.Header);

    /// <returns>How many pages are lost; they read as zeros in the new file, which then is not called complete.</returns>
    public long Write(SafeFileHandle target, WorkProgress progress, ParallelOptions options)
    {
        DumpHeader header = dump.Header;
        var pfns = new PfnTable(source, header);
        Copy(target, header.Ksyms, header.KsymsStoredSize, Layout.Ksyms);
        Copy(target, header.PfnTable, header.PageCount * 8, Layout.PfnTable);

        BlockIndex index = SideBySide.Run(
            options.MaxDegreeOfParallelism,
            () => BlockIndex.Read(source, dump, name, report, progress, options.MaxDegreeOfParallelism),
            () => MapWriter.Write(source, header, pfns, target, Layout, name));
        options.CancellationToken.ThrowIfCancellationRequested();
        long lost = WritePages(index, target, progress, options);
        RandomAccess.Write(target, ExpandedHeader.Make(source, dump.HeaderOffset, header, Layout, isWhole: lost == 0), 0);
        return lost;
    }

    private long WritePages(BlockIndex index, SafeFileHandle target, WorkProgress progress, ParallelOptions options)
    {
        long count = dump.Header.PageCount;
        progress.Begin("expanding", count);
        if (!index.IsBzip2(dump.Data))
        {
            var groups = new List<StreamGroup>();
            StoredPage[] all = LzjbStreams.Locate(source, index, count, name, report, groups, options.MaxDegreeOfParallelism);
            return all.LongCount(p => !p.IsThere)
                + LzjbExpansion.Expand(source, all, groups, target, Layout.Data, name, report, progress, options);
        }

        var written = new BitArray((int)count);
        Bzip2Expansion.Expand(index, written, target, Layout.Data, name, report, progress, options, memory);

        // Pages stored one by one follow those of the streams.
        var places = new StoredPage[count];
        long first = count - index.Pages.Count;
        index.Pages.CopyTo(places, (int)first);
        long singleLost = LzjbExpansion.Expand(
            source, places, [new StreamGroup(first, index.Pages.Count)], target, Layout.Data, name, report, progress, options);
        long lost = first - Enumerable.Range(0, (int)first).LongCount(i => written[i]);
        if (lost > 0)
        {
            report(new Problem("MDB121", $"{name}: {lost} of {count} pages are not in the data and are lost"));
        }

        return lost + singleLost;
    }

    private void Copy(SafeFileHandle target, long from, long length, long to)
    {
        var buffer = new byte[(int)Math.Min(length, CopySize)];
        for (long done = 0; done < length;)
        {
            int count = source.Read(from + done, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)));
            if (count == 0)
            {
                break;
            }

            RandomAccess.Write(target, buffer.AsSpan(0, count), to + done);
            done += count;
        }
    }
}
