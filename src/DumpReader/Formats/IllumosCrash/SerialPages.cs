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
    private const long LeastLane = 4 << 20; // a shorter one is not worth its guess
    private const int ChainOfGuess = 64;
    private const int PageSize = 4096;
    private const int SizeBytes = 4;
    private const int ReportEvery = 1 << 14;

    /// <summary>Adds pages, at most <paramref name="most"/>, as far as nothing is odd.</summary>
    /// <param name="leastLane">Bytes between two places, at least.</param>
    /// <returns>Behind the last one that was added: the plain pass goes on there.</returns>
    public static long Follow(
        IByteSource file, long start, long end, long most, List<StoredPage> pages, WorkProgress? progress, long leastLane = LeastLane)
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

        Run(lanes, end, most, progress);
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

    private static void Run(List<Lane> lanes, long end, long most, WorkProgress? progress)
    {
        int running = lanes.Count;
        for (int turn = 1; running > 0; turn++)
        {
            running = 0;
            for (int i = 0; i < lanes.Count; i++)
            {
                running += lanes[i].TryStep(i + 1 < lanes.Count ? lanes[i + 1].Start : end, end, most) ? 1 : 0;
            }

            if (turn % ReportEvery == 0)
            {
                progress?.Set(lanes.Sum(l => l.Next - l.Start));
            }
        }
    }

    /// <summary>The first place at or behind <paramref name="offset"/> that looks like the start of many pages; 0 for none near.</summary>
    private static long Guess(IByteSource file, long offset, long end)
    {
        for (long place = offset; place < offset + SizeBytes + PageSize; place++)
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

        /// <param name="stop">Where the next lane begins.</param>
        public bool TryStep(long stop, long end, long most)
        {
            if (Next >= stop || Pages.Count >= most || !TryLength(_file, Next, end, out int length))
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
