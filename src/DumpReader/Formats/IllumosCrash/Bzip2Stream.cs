using DumpReader.Bytes;
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
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly Lock _gate = new();
    private readonly bool _isSecond;
    private readonly BlockDecoders _decoders;
    private Bzip2Blocks _blocks;
    private readonly List<long> _starts = [];
    private readonly List<BlockPlace> _blockPlaces = [];
    private readonly GroupReader _groups;
    private long _inflated;
    private long? _resumeAt;

    /// <param name="number">Its number among the streams, from 0: a part of its keys in the cache, and so is <paramref name="isSecond"/>.</param>
    public Bzip2Stream(StreamBytes bytes, int number, PagePlaces places, string name, Action<Problem> report, BlockDecoders decoders, bool isSecond)
    {
        _decoders = decoders;
        _bytes = bytes;
        _number = number;
        _places = places;
        _name = name;
        _report = report;
        _isSecond = isSecond;
        _blocks = new Bzip2Blocks(bytes.Read);
        _groups = new GroupReader(places.Count, this);
    }

    /// <summary>The page that comes next.</summary>
    public long NextPage => _groups.NextPage;

    public bool IsAtEnd { get; private set; }

    /// <summary>Bytes that the next block can have at most.</summary>
    public long MostInflated => Bzip2Blocks.MostInflated(_blocks.NextLevel);

    /// <summary>How far it has been inflated. Not while <see cref="Advance"/> is at work.</summary>
    public StreamState State
    {
        get => new(IsAtEnd, _blocks.Next, _inflated, _resumeAt ?? _groups.Head, _starts, _blockPlaces);
        set
        {
            (IsAtEnd, _inflated, _resumeAt) = (value.IsAtEnd, value.Inflated, value.Head);
            _blocks = new Bzip2Blocks(_bytes.Read, value.Next);
            _starts.AddRange(value.Starts);
            _blockPlaces.AddRange(value.Blocks);
        }
    }

    /// <summary>Inflates one more block and notes the pages that end in it. One thread at a time.</summary>
    public void Advance(InflatedCache cache)
    {
        BlockDecoder decoder = _decoders.Rent();
        try
        {
            // A stream with more than every page, each in a group of its own, holds nothing that is wanted.
            if (!TryResume(cache) || _inflated > (long)_places.Count * (PageSize + StreamGroup.Size)
                || !_blocks.TryNext(decoder, out BlockPlace place, out bool isSound))
            {
                IsAtEnd = true;
            }
            else if (isSound)
            {
                Take(decoder, place, cache);
            }
            else
            {
                _report(new Problem("MDB124",
                    $"{_name}: bad bzip2 block at byte {place.Position >> 3} of stream {_number + 1}; {Loss}"));
                _groups.Lose();
            }
        }
        finally
        {
            _decoders.Return(decoder);
        }
    }

    /// <summary>Copies inflated bytes that have been met; false where they do not inflate.</summary>
    public bool TryCopy(long offset, Span<byte> buffer, InflatedCache cache)
    {
        while (buffer.Length > 0)
        {
            int block;
            long start;
            long end;
            BlockPlace place;
            lock (_gate)
            {
                block = _starts.BinarySearch(offset);
                block = block < 0 ? ~block - 1 : block;
                (start, place) = (_starts[block], _blockPlaces[block]);
                end = block + 1 < _starts.Count ? _starts[block + 1] : _inflated;
            }

            Span<byte> part = buffer[..(int)Math.Min(buffer.Length, end - offset)];
            if (!cache.TryCopy(Key(block), (int)(offset - start), part) && !TryInflate(block, place, end - start, (int)(offset - start), part, cache))
            {
                return false;
            }

            buffer = buffer[part.Length..];
            offset += part.Length;
        }

        return true;
    }

    private void Take(BlockDecoder decoder, BlockPlace place, InflatedCache cache)
    {
        InflatedCache.Reserved pieces = cache.Reserve(decoder.Length);
        decoder.Spread(pieces.Data);
        int block = _starts.Count;
        long start = _inflated;
        lock (_gate)
        {
            _starts.Add(start);
            _blockPlaces.Add(place);
            _inflated += decoder.Length;
        }

        for (int at = 0; at < decoder.Length; at += InflatedCache.PieceSize)
        {
            byte[] piece = pieces.Data[at / InflatedCache.PieceSize];
            _groups.Read(piece.AsSpan(0, Math.Min(piece.Length, decoder.Length - at)), start + at);
        }

        cache.Publish(Key(block), pieces);
    }

    /// <summary>Before the first block behind what was kept: the dump itself says what group that is in.</summary>
    private bool TryResume(InflatedCache cache)
    {
        if (_resumeAt is not { } start)
        {
            return true;
        }

        _resumeAt = null;
        Span<byte> head = stackalloc byte[StreamGroup.Size];
        head = head[..(int)Math.Min(head.Length, _inflated - start)];
        return TryCopy(start, head, cache) && _groups.TryResume(start, head, _inflated);
    }

    /// <summary>Inflates a block that was met before, and copies bytes of it; false where it is not what it was.</summary>
    private bool TryInflate(int block, BlockPlace place, long length, int offset, Span<byte> buffer, InflatedCache cache)
    {
        WorkLimit.Check();
        BlockDecoder decoder = _decoders.Rent();
        try
        {
            if (!Bzip2Blocks.TryDecode(_bytes.Read, place, decoder, out _) || decoder.Length != length)
            {
                return false;
            }

            InflatedCache.Reserved pieces = cache.Reserve(decoder.Length);
            decoder.Spread(pieces.Data);
            pieces.CopyTo(offset, buffer);
            cache.Publish(Key(block), pieces);
            return true;
        }
        finally
        {
            _decoders.Return(decoder);
        }
    }

    /// <summary>Pages have their own numbers as keys, which are positive.</summary>
    private long Key(int block) => ~((_isSecond ? 1L << 56 : 0) | ((long)_number << 40) | (uint)block);

    void IGroupSink.OnBytes(long page, int offset, ReadOnlySpan<byte> bytes) { }

    void IGroupSink.OnPage(long page, long end) => _places.Set(page, _number, end - PageSize);

    void IGroupSink.OnGroupEnd() { }

    void IGroupSink.OnBadHead(long offset) => _report(new Problem("MDB124",
        $"{_name}: bad stream header at byte {offset} of inflated stream {_number + 1}; {Loss}"));
}
