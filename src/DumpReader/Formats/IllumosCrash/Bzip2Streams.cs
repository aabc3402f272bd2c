using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Pages;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// The bzip2 streams of a dump. Where a page lies is only known once its stream has been inflated up to it, so the streams are inflated
/// forward, several at once, as far as the pages that are asked for.
/// </summary>
internal sealed class Bzip2Streams
{
    private readonly string _name;
    private readonly Lock _gate = new();
    private readonly KeptRuns? _kept;
    private bool _isAtEnd;

    /// <param name="isSecond">Whether there were others of this dump, whose blocks may still be in the cache.</param>
    public Bzip2Streams(long pageCount, BlockIndex blocks, string name, IndexWork work, bool isSecond = false)
    {
        _name = name;
        Work = work;
        Blocks = blocks;
        Places = new PagePlaces(pageCount);
        work.Progress?.Begin("inflating", pageCount);
        var decoders = new BlockDecoders();
        All = [.. blocks.Streams.Values.Select((stream, i) => new Bzip2Stream(stream, i, Places, name, work.Report, decoders, isSecond))];
    }

    /// <summary>The streams as far as they were kept.</summary>
    public Bzip2Streams(long pageCount, BlockIndex blocks, string name, IndexWork work, IReadOnlyList<StreamState> states, KeptRuns kept)
        : this(pageCount, blocks, name, work)
    {
        _kept = kept;
        foreach ((Bzip2Stream stream, StreamState state) in All.Zip(states))
        {
            stream.State = state;
        }

        foreach (PageRun run in kept.Runs)
        {
            Places.Set(run);
        }
    }

    public BlockIndex Blocks { get; }

    public PagePlaces Places { get; }

    public IReadOnlyList<Bzip2Stream> All { get; }

    public IndexWork Work { get; }

    /// <summary>Copies a page; false where it is lost, or the dump does not hold what was kept.</summary>
    /// <param name="cacheBytes">What the blocks that are inflated side by side may take.</param>
    public bool TryCopy(long index, Span<byte> page, InflatedCache cache, long cacheBytes)
    {
        int stream;
        long offset;
        while (!Places.TryGet(index, out stream, out offset))
        {
            WorkLimit.Check();
            lock (_gate)
            {
                if (!Places.TryGet(index, out _, out _) && !Work.Time(() => TryAdvance(cache, cacheBytes)))
                {
                    return false;
                }
            }
        }

        // What was kept was sound, so what goes wrong behind it says that it is of something else.
        return (_kept is null || (Work.IsSound && _kept.IsProven(index, All, cache))) && All[stream].TryCopy(offset, page, cache);
    }

    /// <summary>Inflates a block of each of the streams that are least far, as many as there are processors and as have room.</summary>
    private bool TryAdvance(InflatedCache cache, long cacheBytes)
    {
        if (_isAtEnd)
        {
            return false;
        }

        Bzip2Stream[] behind = [.. All.Where(s => !s.IsAtEnd).OrderBy(s => s.NextPage).Take(Environment.ProcessorCount)];
        if (behind.Length > 0)
        {
            long most = behind.Max(s => s.MostInflated);
            Parallel.ForEach(behind.Take((int)Math.Clamp(cacheBytes / most, 1, behind.Length)), stream => stream.Advance(cache));
            Work.Progress?.Set(Places.Known);
            return true;
        }

        _isAtEnd = true;
        if (_kept is not null)
        {
            return false; // all pages were there, so what was kept is wrong
        }

        int lost = Places.Missing() - Blocks.Pages.Count;
        if (lost > 0)
        {
            Work.Report(new Problem("MDB121", $"{_name}: {lost} of {Places.Count} pages are not in the data and are lost"));
        }

        return false;
    }
}
