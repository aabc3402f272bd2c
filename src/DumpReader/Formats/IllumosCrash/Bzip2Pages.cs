using DumpReader.Bytes;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Pages in bzip2 streams. Where a page lies is only known once its stream has been inflated up to it, so the streams are inflated
/// forward, several at once, as far as the pages that are asked for.
/// </summary>
internal sealed class Bzip2Pages : VmdumpPages
{
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly Lock _gate = new();
    private readonly PagePlaces _places;
    private readonly Bzip2Stream[] _streams;
    private readonly IReadOnlyList<StoredPage> _single;
    private bool _isAtEnd;

    public Bzip2Pages(
        IByteSource file, DumpHeader header, BlockIndex index, string name, Action<Problem> report, long cacheBytes = Limits.InflatedBytes)
        : base(file, header, name, report, cacheBytes)
    {
        _name = name;
        _report = report;
        _places = new PagePlaces(header.PageCount);
        _single = index.Pages;
        _streams = [.. index.Streams.Values.Select((stream, i) => new Bzip2Stream(stream, i, _places, Cache, name, report))];
    }

    protected override byte[]? Load(long index)
    {
        // Pages stored one by one follow those of the streams.
        long single = index - (Count - _single.Count);
        return single >= 0 ? Inflate(index, _single[(int)single]) : Copy(index);
    }

    private byte[]? Copy(long index)
    {
        int stream;
        long offset;
        while (!_places.TryGet(index, out stream, out offset))
        {
            lock (_gate)
            {
                if (!_places.TryGet(index, out _, out _) && !TryAdvance())
                {
                    return null;
                }
            }
        }

        var page = new byte[PageSize];
        return _streams[stream].TryCopy(offset, page) ? page : null;
    }

    /// <summary>Inflates a block of each of the streams that are least far, as many as there are processors.</summary>
    private bool TryAdvance()
    {
        if (_isAtEnd)
        {
            return false;
        }

        Bzip2Stream[] behind = [.. _streams.Where(s => !s.IsAtEnd).OrderBy(s => s.NextPage).Take(Environment.ProcessorCount)];
        if (behind.Length > 0)
        {
            Parallel.ForEach(behind, stream => stream.Advance());
            return true;
        }

        _isAtEnd = true;
        int lost = _places.Missing() - _single.Count;
        if (lost > 0)
        {
            _report(new Problem("MDB121", $"{_name}: {lost} of {Count} pages are not in the data and are lost"));
        }

        return false;
    }
}
