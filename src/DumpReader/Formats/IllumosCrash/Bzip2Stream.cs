using DumpReader.Pages;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// One bzip2 stream: groups of a head and raw pages, inflated block by block. Going forward finds the pages and keeps where each block
/// begins, so that any block met before can be inflated again alone.
/// </summary>
/// <param name="number">Its number among the streams, from 0: a part of its keys in the cache.</param>
internal sealed class Bzip2Stream(
    StreamBytes bytes, int number, PagePlaces places, InflatedCache cache, string name, Action<Problem> report)
{
    private const int PageSize = 4096;
    private const string Loss = "its pages up to the next stream header are lost";

    private readonly Lock _gate = new();
    private readonly Bzip2Blocks _blocks = new(bytes.Read);
    private readonly List<long> _starts = [];
    private readonly List<BlockPlace> _blockPlaces = [];
    private readonly byte[] _head = new byte[StreamGroup.Size];
    private long _inflated;
    private int _headLength;
    private long _left;
    private int _ofPage;
    private bool _isLost;

    /// <summary>The page that comes next.</summary>
    public long NextPage { get; private set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>Inflates one more block and notes the pages that end in it. One thread at a time.</summary>
    public void Advance()
    {
        // A stream with more than every page, each in a group of its own, holds nothing that is wanted.
        if (_inflated > (long)places.Count * (PageSize + StreamGroup.Size) || !_blocks.TryNext(out BlockPlace place, out byte[]? data))
        {
            IsAtEnd = true;
            return;
        }

        if (data is null)
        {
            report(new Problem("MDB124",
                $"{name}: bad bzip2 block at byte {place.Position >> 3} of stream {number + 1}; {Loss}"));
            Lose();
            return;
        }

        long start = _inflated;
        lock (_gate)
        {
            cache.Add(Key(_starts.Count), data);
            _starts.Add(start);
            _blockPlaces.Add(place);
        }

        _inflated += data.Length;
        Note(data, start);
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

            if ((cache.Find(Key(block)) ?? Inflate(block, place)) is not { } data || offset - start >= data.Length)
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
        byte[]? data = Bzip2Blocks.Decode(bytes.Read, place);
        if (data is not null)
        {
            cache.Add(Key(block), data);
        }

        return data;
    }

    /// <summary>Pages have their own numbers as keys, which are positive.</summary>
    private long Key(int block) => ~(((long)number << 40) | (uint)block);

    private void Lose()
    {
        _isLost = true;
        _headLength = 0;
        _left = 0;
        _ofPage = 0;
    }

    private void Note(ReadOnlySpan<byte> data, long start)
    {
        int at = 0;
        while (at < data.Length)
        {
            if (_left > 0)
            {
                int take = Math.Min(PageSize - _ofPage, data.Length - at);
                at += take;
                _ofPage += take;
                if (_ofPage == PageSize)
                {
                    places.Set(NextPage++, number, start + at - PageSize);
                    _ofPage = 0;
                    _left--;
                }
            }
            else if (_isLost)
            {
                int found = data[at..].IndexOf(StreamGroup.Magic);
                if (found < 0)
                {
                    return;
                }

                at += found;
                _isLost = false;
            }
            else
            {
                int take = Math.Min(StreamGroup.Size - _headLength, data.Length - at);
                data.Slice(at, take).CopyTo(_head.AsSpan(_headLength));
                at += take;
                _headLength += take;
                if (_headLength == StreamGroup.Size)
                {
                    _headLength = 0;
                    BeginGroup(start + at);
                }
            }
        }
    }

    private void BeginGroup(long offset)
    {
        if (StreamGroup.TryRead(_head, places.Count, out StreamGroup group))
        {
            (NextPage, _left) = (group.First, group.Count);
            return;
        }

        report(new Problem("MDB124",
            $"{name}: bad stream header at byte {offset - StreamGroup.Size} of inflated stream {number + 1}; {Loss}"));
        Lose();
    }
}
