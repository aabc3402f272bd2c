namespace DumpReader.Formats.IllumosCrash;

/// <summary>Where the pages of a dump lie in its inflated streams, as far as is known yet.</summary>
/// <remarks>A word each, so that threads share them without a lock.</remarks>
internal sealed class PagePlaces(long count)
{
    private const int PageShift = 12;
    private const int OffsetBits = 52; // of 64; stream numbers have 12

    private readonly ulong[] _words = new ulong[count];
    private long _known;

    public int Count => _words.Length;

    /// <summary>How many pages have a place; a page that is found twice may count twice.</summary>
    public long Known => Volatile.Read(ref _known);

    public void Set(long index, int stream, long offset)
    {
        Volatile.Write(ref _words[index], ((ulong)stream << OffsetBits) | (ulong)(offset + 1));
        Interlocked.Increment(ref _known);
    }

    public bool TryGet(long index, out int stream, out long offset)
    {
        ulong word = Volatile.Read(ref _words[index]);
        stream = (int)(word >> OffsetBits);
        offset = (long)(word & ((1UL << OffsetBits) - 1)) - 1;
        return word != 0;
    }

    public void Set(PageRun run)
    {
        for (long i = 0; i < run.Count; i++)
        {
            Set(run.First + i, run.Stream, run.Offset + (i << PageShift));
        }
    }

    /// <summary>The places that are known, by runs of pages one behind the other.</summary>
    public List<PageRun> Runs()
    {
        var runs = new List<PageRun>();
        PageRun run = default;
        for (long index = 0; index < Count; index++)
        {
            if (!TryGet(index, out int stream, out long offset))
            {
                continue;
            }

            if (run.Count > 0 && run.Stream == stream && run.First + run.Count == index && run.Offset + (run.Count << PageShift) == offset)
            {
                run = run with { Count = run.Count + 1 };
                runs[^1] = run;
            }
            else
            {
                runs.Add(run = new PageRun(stream, index, 1, offset));
            }
        }

        return runs;
    }

    /// <summary>How many pages have no place.</summary>
    public int Missing() => _words.AsSpan().Count(0UL);
}

/// <summary>Pages that lie one behind the other in an inflated stream.</summary>
internal readonly record struct PageRun(int Stream, long First, long Count, long Offset);
