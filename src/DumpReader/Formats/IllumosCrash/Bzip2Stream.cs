using DumpReader.Pages;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// One bzip2 stream: groups of a head and raw pages, inflated block by block. Going forward finds the pages and keeps where each block
/// begins, so that any block met before can be inflated again alone.
/// </summary>
internal sealed class Bzip2Stream : IGroupSink
{
    private const int PageSize = 4096;

    /// <summary>What damage in a stream costs.</summary>
    public const string Loss = "its pages up to the next stream header are lost";

    private readonly StreamBytes _bytes;
    private readonly int _number;
    private readonly PagePlaces _places;
    private readonly InflatedCache _cache;
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly Lock _gate = new();
    private readonly Bzip2Blocks _blocks;
    private readonly List<long> _starts = [];
    private readonly List<BlockPlace> _blockPlaces = [];
    private readonly GroupReader _groups;
    private long _inflated;

    /// <param name="number">Its number among the streams, from 0: a part of its keys in the cache.</param>
    public Bzip2Stream(StreamBytes bytes, int number, PagePlaces places, InflatedCache cache, string name, Action<Problem> report)
    {
        _bytes = bytes;
        _number = number;
        _places = places;
        _cache = cache;
        _name = name;
        _report = report;
        _blocks = new Bzip2Blocks(bytes.Read);
        _groups = new GroupReader(places.Count, this);
    }

    /// <summary>The page that comes next.</summary>
    public long NextPage => _groups.NextPage;

    public bool IsAtEnd { get; private set; }

    /// <summary>Inflates one more block and notes the pages that end in it. One thread at a time.</summary>
    public void Advance()
    {
        // A stream with more than every page, each in a group of its own, holds nothing that is wanted.
        if (_inflated > (long)_places.Count * (PageSize + StreamGroup.Size) || !_blocks.TryNext(out BlockPlace place, out byte[]? data))
        {
            IsAtEnd = true;
            return;
        }

        if (data is null)
        {
            _report(new Problem("MDB124",
                $"{_name}: bad bzip2 block at byte {place.Position >> 3} of stream {_number + 1}; {Loss}"));
            _groups.Lose();
            return;
        }

        long start = _inflated;
        lock (_gate)
        {
            _cache.Add(Key(_starts.Count), data);
            _starts.Add(start);
            _blockPlaces.Add(place);
        }

        _inflated += data.Length;
        _groups.Read(data, start);
    }

    /// <summary>Copies inflated bytes that have been met; false where they do not inflate.</summary>
    public bool TryCopy(long offset, Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int block;
            long start;
            BlockPlace place;
            lock (_gate)
            {
                block = _starts.BinarySearch(offset);
                block = block < 0 ? ~block - 1 : block;
                (start, place) = (_starts[block], _blockPlaces[block]);
            }

            if ((_cache.Find(Key(block)) ?? Inflate(block, place)) is not { } data || offset - start >= data.Length)
            {
                return false;
            }

            ReadOnlySpan<byte> rest = data.AsSpan((int)(offset - start));
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            buffer = buffer[rest.Length..];
            offset += rest.Length;
        }

        return true;
    }

    private byte[]? Inflate(int block, BlockPlace place)
    {
        byte[]? data = Bzip2Blocks.Decode(_bytes.Read, place);
        if (data is not null)
        {
            _cache.Add(Key(block), data);
        }

        return data;
    }

    /// <summary>Pages have their own numbers as keys, which are positive.</summary>
    private long Key(int block) => ~(((long)_number << 40) | (uint)block);

    void IGroupSink.OnBytes(long page, int offset, ReadOnlySpan<byte> bytes) { }

    void IGroupSink.OnPage(long page, long end) => _places.Set(page, _number, end - PageSize);

    void IGroupSink.OnGroupEnd() { }

    void IGroupSink.OnBadHead(long offset) => _report(new Problem("MDB124",
        $"{_name}: bad stream header at byte {offset} of inflated stream {_number + 1}; {Loss}"));
}
