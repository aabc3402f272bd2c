using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Follows pages stored one by one. Each says only where the next one begins, so a pass waits for memory at every page. Therefore the data is
/// followed from several places at once, a step of each in turn, and the waits overlap.
/// </summary>
/// <remarks>
/// Where a page begins in the middle of the data is guessed: at the first place from which many pages follow each other. A guess counts only if
/// the pages ahead of it lead exactly there; otherwise they are followed on through it. So the result is that of a plain pass whatever is guessed.
/// </remarks>
internal static class SerialPages
{
    private const int Lanes = 8;
    private const int LanesPerThread = 2;
    private const long LeastLane = 4 << 20; // a shorter one is not worth its guess
    private const int ChainOfGuess = 64;
    private const int PageSize = 4096;
    private const int SizeBytes = 4;
    private const int ReportEvery = 1 << 14;
    private const int LookEvery = 16;

    /// <summary>Adds pages, at most <paramref name="most"/>, as far as nothing is odd.</summary>
    /// <param name="leastLane">Bytes between two places, at least.</param>
    /// <param name="threads">That share the places; 0 for as many as there are processors.</param>
    /// <returns>Behind the last one that was added: the plain pass goes on there.</returns>
    public static long Follow(
        IByteSource file, long start, long end, long most, List<StoredPage> pages, WorkProgress? progress, long leastLane = LeastLane, int threads = 0)
    {
        int count = TryLength(file, start, end, out _) ? (int)Math.Clamp((end - start) / leastLane, 1, Lanes) : 1;
        var lanes = new List<Lane> { new(file, start) };
        for (int i = 1; i < count; i++)
        {
            long guess = Guess(file, start + ((end - start) / count * i), end);
            if (guess > lanes[^1].Start)
            {
                lanes.Add(new Lane(file, guess));
            }
        }

        for (int i = 1; i < lanes.Count; i++)
        {
            lanes[i - 1].Stop = lanes[i].Start;
        }

        lanes[^1].Stop = end;
        Lane[][] shares = [.. lanes.Chunk(Math.Max(LanesPerThread, lanes.Count / (threads > 0 ? threads : Environment.ProcessorCount)))];
        Func<bool>? limit = WorkLimit.Current;
        Parallel.ForEach(shares, share => Run(share, end, most, () => progress?.Set(lanes.Sum(l => l.Next - l.Start)), limit));
        long next = start;
        foreach (Lane lane in lanes)
        {
            // Not where the pages ahead led to: they go on by themselves.
            if (lane.Start == next)
            {
                pages.AddRange(lane.Pages);
                next = lane.Next;
            }
            else if (lane.Start > next)
            {
                break;
            }
        }

        if (pages.Count > most)
        {
            pages.RemoveRange((int)most, (int)(pages.Count - most));
            next = most == 0 ? start : pages[^1].Offset + pages[^1].Length;
        }

        return next;
    }

    private static void Run(Lane[] lanes, long end, long most, Action report, Func<bool>? isOver)
    {
        int running = lanes.Length;
        for (int turn = 1; running > 0; turn++)
        {
            running = 0;
            foreach (Lane lane in lanes)
            {
                running += lane.TryStep(end, most) ? 1 : 0;
            }

            if (turn % ReportEvery == 0)
            {
                report();
            }

            if (turn % LookEvery == 0 && isOver?.Invoke() == true)
            {
                return;
            }
        }
    }

    /// <summary>The first place at or behind <paramref name="offset"/> that looks like the start of many pages; 0 for none near.</summary>
    private static long Guess(IByteSource file, long offset, long end)
    {
        for (long place = offset; place < offset + SizeBytes + PageSize && (place % LookEvery != 0 || !WorkLimit.IsOver); place++)
        {
            long at = place;
            int chain = 0;
            while (chain < ChainOfGuess && TryLength(file, at, end, out int length))
            {
                at += SizeBytes + length;
                chain++;
            }

            if (chain == ChainOfGuess)
            {
                return place;
            }
        }

        return 0;
    }

    private static bool TryLength(IByteSource file, long offset, long end, out int length)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        length = file.TrySpan(offset, SizeBytes, out ReadOnlySpan<byte> mapped) ? BinaryPrimitives.ReadInt32LittleEndian(mapped)
            : file.Read(offset, bytes) == SizeBytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;
        return length is > 0 and <= PageSize && length <= end - offset - SizeBytes;
    }

    private sealed class Lane
    {
        private readonly IByteSource _file;
        private PassedBytes _passed;

        public Lane(IByteSource file, long start)
        {
            _file = file;
            _passed = new PassedBytes(file, start);
            Start = Next = start;
        }

        public long Start { get; }

        public long Next { get; private set; }

        public List<StoredPage> Pages { get; } = [];

        /// <summary>Where the next lane begins.</summary>
        public long Stop { get; set; }

        public bool TryStep(long end, long most)
        {
            if (Next >= Stop || Pages.Count >= most || !TryLength(_file, Next, end, out int length))
            {
                return false;
            }

            Pages.Add(new StoredPage(Next + SizeBytes, length));
            Next += SizeBytes + length;
            _passed.Reach(Next);
            return true;
        }
    }
}
