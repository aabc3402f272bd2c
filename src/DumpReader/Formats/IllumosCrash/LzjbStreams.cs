using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Finds the pages of lzjb streams: groups of a head and, for each page, its stored size (4 bytes) and bytes. No part of them crosses
/// from one block into the next, and after damage a stream is followed again from the next head.
/// </summary>
internal sealed class LzjbStreams(IByteSource file, StoredPage[] places, List<StreamGroup>? groups, string name, Action<Problem> report)
{
    private const int SizeBytes = 4;

    /// <summary>Where each page lies. Pages stored one by one follow those of the streams.</summary>
    /// <param name="groups">If given, gets the groups in which the pages were written, each as long as the pages that are there.</param>
    public static StoredPage[] Locate(
        IByteSource file, BlockIndex index, long pageCount, string name, Action<Problem> report, List<StreamGroup>? groups = null)
    {
        var places = new StoredPage[pageCount];
        var streams = new LzjbStreams(file, places, groups, name, report);
        long next = 0;
        foreach (StreamBytes stream in index.Streams.Values)
        {
            next = Math.Max(next, streams.Follow(stream));
        }

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

    /// <returns>One more than the highest index of a page met.</returns>
    private long Follow(StreamBytes stream)
    {
        var buffer = new byte[Limits.BlockSize];
        long start = 0;
        long page = 0;
        long left = 0;
        long end = 0;
        bool isLost = false;
        foreach (StoredPage block in stream.Blocks)
        {
            if (!file.TrySpan(block.Offset, block.Length, out ReadOnlySpan<byte> bytes))
            {
                bytes = buffer.AsSpan(0, file.Read(block.Offset, buffer.AsSpan(0, block.Length)));
            }

            int at = 0;
            while (at < bytes.Length)
            {
                if (left == 0 && StreamGroup.TryRead(bytes[at..], places.Length, out StreamGroup group))
                {
                    EndGroup();
                    (start, page, left) = (group.First, group.First, group.Count);
                    end = Math.Max(end, page + left);
                    at += StreamGroup.Size;
                    isLost = false;
                }
                else if (left > 0 && TryPage(bytes[at..], out int length))
                {
                    places[page++] = new StoredPage(block.Offset + at + SizeBytes, length);
                    left--;
                    at += SizeBytes + length;
                }
                else
                {
                    if (!isLost)
                    {
                        report(new Problem("MDB124",
                            $"{name}: bad stream data at offset {block.Offset + at}; its pages up to the next stream header are lost"));
                    }

                    (isLost, left) = (true, 0);
                    int next = bytes[(at + 1)..].IndexOf(StreamGroup.Magic);
                    at = next < 0 ? bytes.Length : at + 1 + next;
                }
            }
        }

        EndGroup();
        return end;

        // A head may claim any number of pages; what follows it counts, so that all groups together are no longer than the stream.
        void EndGroup()
        {
            if (page > start)
            {
                groups?.Add(new StreamGroup(start, page - start));
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
