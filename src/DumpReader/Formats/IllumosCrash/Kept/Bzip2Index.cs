using DumpReader.Bytes;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>
/// Streams of bzip2 in a kept index: the words of all blocks, how far each stream has been inflated and where each bzip2 block met begins, and
/// the runs of pages found in them. Some 20 bytes for 100 KB of memory.
/// </summary>
/// <remarks>
/// Number of words (4 bytes) and the words (4 each). For each stream: whether it is at its end (1), where it goes on: bits (8), level (1); bytes inflated
/// (8), where of these the head of its last group begins (8); number of blocks (4), of each its bits (8), level (1) and start in the inflated bytes (8).
/// Number of runs (4), of each its stream (2), first page (4), pages (4), offset in the inflated bytes (8).
/// </remarks>
internal static class Bzip2Index
{
    private const int PageSize = 4096;
    private const int BlockBytes = 17;
    private const int RunBytes = 18;
    private const int ReadAhead = 16; // bytes behind the end that a look for one more block may go

    public static byte[] Write(Bzip2Streams streams)
    {
        var output = new MemoryStream();
        using var writer = new BinaryWriter(output);
        uint[] words = [.. streams.Blocks.Words()];
        writer.Write(words.Length);
        foreach (uint word in words)
        {
            writer.Write(word);
        }

        foreach (Bzip2Stream stream in streams.All)
        {
            Write(writer, stream.State);
        }

        List<PageRun> runs = streams.Places.Runs();
        writer.Write(runs.Count);
        foreach (PageRun run in runs)
        {
            writer.Write((ushort)run.Stream);
            writer.Write((uint)run.First);
            writer.Write((uint)run.Count);
            writer.Write(run.Offset);
        }

        writer.Flush();
        return output.ToArray();
    }

    /// <summary>The streams as they were left; null where what is said of them cannot be.</summary>
    public static Bzip2Streams? Read(ReadOnlySpan<byte> contents, IByteSource file, CompressedDump dump, string name, IndexWork work)
    {
        try
        {
            var cursor = new Cursor(contents);
            if (BlockIndex.Restore(file, dump, ref cursor) is not { } blocks)
            {
                return null;
            }

            var states = new List<StreamState>();
            foreach (StreamBytes stream in blocks.Streams.Values)
            {
                if (ReadState(ref cursor, stream.Length) is not { } state)
                {
                    return null;
                }

                states.Add(state);
            }

            long pageCount = dump.Header.PageCount;
            return ReadRuns(ref cursor, states, pageCount) is { } runs && cursor.Remaining == 0
                ? new Bzip2Streams(pageCount, blocks, name, work, states, new KeptRuns(runs, pageCount))
                : null;
        }
        catch (Exception e) when (e is DumpException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(BinaryWriter writer, StreamState state)
    {
        writer.Write(state.IsAtEnd);
        Write(writer, state.Next);
        writer.Write(state.Inflated);
        writer.Write(state.Head);
        writer.Write(state.Blocks.Count);
        foreach ((BlockPlace place, long start) in state.Blocks.Zip(state.Starts))
        {
            Write(writer, place);
            writer.Write(start);
        }
    }

    private static void Write(BinaryWriter writer, BlockPlace place)
    {
        writer.Write(place.Position);
        writer.Write((byte)place.Level);
    }

    private static StreamState? ReadState(ref Cursor cursor, long storedLength)
    {
        bool isAtEnd = cursor.Byte() != 0;
        var next = new BlockPlace(cursor.Int64(), cursor.Byte());
        long inflated = cursor.Int64();
        long head = cursor.Int64();
        int count = cursor.Int32();
        if (count < 0)
        {
            return null;
        }

        var blocks = new Cursor(cursor.Take(checked(count * BlockBytes)));
        var starts = new List<long>(count);
        var places = new List<BlockPlace>(count);
        var before = new BlockPlace(-1, 0);
        for (int i = 0; i < count; i++)
        {
            var place = new BlockPlace(blocks.Int64(), blocks.Byte());
            long start = blocks.Int64();
            bool isBehind = i == 0 ? start == 0 : start > starts[^1] && start - starts[^1] <= Bzip2Blocks.MostInflated(before.Level);
            if (!isBehind || place.Position <= before.Position || place.Level is < 1 or > 9)
            {
                return null;
            }

            starts.Add(start);
            places.Add(before = place);
        }

        bool isEnd = head >= 0 && head <= inflated && next.Position > before.Position && next.Position <= (storedLength + ReadAhead) * 8 && next.Level <= 9
            && (count == 0 ? inflated == 0 : inflated > starts[^1] && inflated - starts[^1] <= Bzip2Blocks.MostInflated(before.Level));
        return isEnd ? new StreamState(isAtEnd, next, inflated, head, starts, places) : null;
    }

    private static PageRun[]? ReadRuns(ref Cursor cursor, List<StreamState> states, long pageCount)
    {
        int count = cursor.Int32();
        if (count < 0 || count > cursor.Remaining / RunBytes)
        {
            return null;
        }

        var runs = new PageRun[count];
        long end = 0;
        for (int i = 0; i < count; i++)
        {
            PageRun run = runs[i] = new PageRun(cursor.UInt16(), cursor.UInt32(), cursor.UInt32(), cursor.Int64());
            bool isInside = run.Stream < states.Count && run.First >= end && run.First + run.Count <= pageCount
                && run.Offset >= 0 && run.Offset <= states[run.Stream].Inflated - (run.Count * PageSize);
            if (!isInside)
            {
                return null;
            }

            end = run.First + run.Count;
        }

        return runs;
    }
}
