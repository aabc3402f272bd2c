using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Finds the pages of lzjb streams: groups of a head and, for each page, its stored size (4 bytes) and bytes. No part of them crosses
/// from one block into the next, and after damage a stream is followed again from the next head.
/// </summary>
internal sealed class LzjbStreams(IByteSource file, long pageCount)
{
    private const int SizeBytes = 4;

    private readonly List<StoredPage> _pages = [];
    private readonly List<StreamGroup> _groups = [];
    private readonly List<long> _bad = [];

    /// <summary>Where each page lies. Pages stored one by one follow those of the streams.</summary>
    /// <param name="groups">If given, gets the groups in which the pages were written, each as long as the pages that are there.</param>
    /// <param name="threads">Streams that are followed side by side; 0 for as many as there are processors.</param>
    public static StoredPage[] Locate(
        IByteSource file, BlockIndex index, long pageCount, string name, Action<Problem> report, List<StreamGroup>? groups = null, int threads = 0)
    {
        var places = new StoredPage[pageCount];
        LzjbStreams[] streams = [.. index.Streams.Select(_ => new LzjbStreams(file, pageCount))];
        StreamBytes[] bytes = [.. index.Streams.Values];
        var ends = new long[streams.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Func<bool>? limit = WorkLimit.Current;
        Parallel.For(0, streams.Length, options, i => ends[i] = streams[i].Follow(bytes[i], limit));
        foreach (LzjbStreams stream in streams)
        {
            // In the order of the streams, so that of two with the same page always the same one counts.
            stream.CopyTo(places);
            groups?.AddRange(stream._groups);
            foreach (long offset in stream._bad)
            {
                report(new Problem("MDB124", $"{name}: bad stream data at offset {offset}; its pages up to the next stream header are lost"));
            }
        }

        long next = ends.Append(0).Max();
        groups?.Add(new StreamGroup(next, pageCount - next));
        for (int i = 0; i < index.Pages.Count && next + i < pageCount; i++)
        {
            places[next + i] = index.Pages[i];
        }

        int lost = places.Count(p => !p.IsThere);
        if (lost > 0)
        {
            report(new Problem("MDB121", $"{name}: {lost} of {pageCount} pages are not in the data and are lost"));
        }

        return places;
    }

    private void CopyTo(StoredPage[] places)
    {
        int from = 0;
        foreach (StreamGroup group in _groups)
        {
            _pages.CopyTo(from, places, (int)group.First, (int)group.Count);
            from += (int)group.Count;
        }
    }

    /// <returns>One more than the highest index of a page met.</returns>
    private long Follow(StreamBytes stream, Func<bool>? isOver)
    {
        var buffer = new byte[Limits.BlockSize];
        long start = 0;
        long page = 0;
        long left = 0;
        long end = 0;
        bool isLost = false;
        var passed = new PassedBytes(file, stream.Blocks.Count > 0 ? stream.Blocks[0].Offset : 0);
        foreach (StoredPage block in stream.Blocks)
        {
            if (isOver?.Invoke() == true)
            {
                break;
            }

            if (!file.TrySpan(block.Offset, block.Length, out ReadOnlySpan<byte> bytes))
            {
                bytes = buffer.AsSpan(0, file.Read(block.Offset, buffer.AsSpan(0, block.Length)));
            }

            int at = 0;
            while (at < bytes.Length)
            {
                if (left == 0 && StreamGroup.TryRead(bytes[at..], pageCount, out StreamGroup group))
                {
                    EndGroup();
                    (start, page, left) = (group.First, group.First, group.Count);
                    end = Math.Max(end, page + left);
                    at += StreamGroup.Size;
                    isLost = false;
                }
                else if (left > 0 && TryPage(bytes[at..], out int length))
                {
                    _pages.Add(new StoredPage(block.Offset + at + SizeBytes, length));
                    page++;
                    left--;
                    at += SizeBytes + length;
                }
                else
                {
                    if (!isLost)
                    {
                        _bad.Add(block.Offset + at);
                    }

                    (isLost, left) = (true, 0);
                    int next = bytes[(at + 1)..].IndexOf(StreamGroup.Magic);
                    at = next < 0 ? bytes.Length : at + 1 + next;
                }
            }

            passed.Reach(block.Offset + block.Length);
        }

        EndGroup();
        return end;

        // A head may claim any number of pages; what follows it counts, so that all groups together are no longer than the stream.
        void EndGroup()
        {
            if (page > start)
            {
                _groups.Add(new StreamGroup(start, page - start));
            }
        }
    }

    private static bool TryPage(ReadOnlySpan<byte> bytes, out int length)
    {
        uint size = bytes.Length >= SizeBytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        length = (int)Math.Min(size, 4097);
        return length is > 0 and <= 4096 && length <= bytes.Length - SizeBytes;
    }
}
