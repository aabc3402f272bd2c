using DumpReader.Pages;

namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>Runs of pages that a kept index tells of. Before the first page of a run is believed, the head of its group must stand in front of it.</summary>
/// <param name="runs">In ascending order of their first pages.</param>
internal sealed class KeptRuns(PageRun[] runs, long pageCount)
{
    private readonly bool[] _isProven = new bool[runs.Length];

    public IReadOnlyList<PageRun> Runs => runs;

    /// <summary>False where a page is in a run that is not in the dump; true where it is in one that is, or in none.</summary>
    public bool IsProven(long page, IReadOnlyList<Bzip2Stream> streams, InflatedCache cache)
    {
        int low = 0;
        for (int high = runs.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = runs[middle].First <= page ? (middle + 1, high) : (low, middle);
        }

        int i = low - 1;
        if (i < 0 || page - runs[i].First >= runs[i].Count || Volatile.Read(ref _isProven[i]))
        {
            return true;
        }

        PageRun run = runs[i];
        Span<byte> head = stackalloc byte[StreamGroup.Size];
        bool isThere = run.Offset >= head.Length && streams[run.Stream].TryCopy(run.Offset - head.Length, head, cache)
            && StreamGroup.TryRead(head, pageCount, out StreamGroup group) && group.First == run.First && group.Count >= run.Count;
        Volatile.Write(ref _isProven[i], isThere);
        return isThere;
    }
}
