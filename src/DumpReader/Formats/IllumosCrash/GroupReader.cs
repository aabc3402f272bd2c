namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Takes an inflated stream apart: groups of a head and raw pages, which cross from one piece of it into the next as they like. After
/// damage it goes on at the next head.
/// </summary>
internal sealed class GroupReader(long pageCount, IGroupSink sink)
{
    private const int PageSize = 4096;

    private readonly byte[] _head = new byte[StreamGroup.Size];
    private int _headLength;
    private long _left;
    private int _ofPage;
    private bool _isLost;

    /// <summary>The page that comes next.</summary>
    public long NextPage { get; private set; }

    /// <summary>Where the head of the group begins that is not whole yet, in the inflated stream.</summary>
    public long Head { get; private set; }

    /// <summary>Goes on in the middle of a stream, as if all before had been read.</summary>
    /// <param name="head">The bytes there are of the head at <paramref name="start"/>.</param>
    /// <param name="end">Where the stream goes on.</param>
    /// <returns>False where there is no head, or its group ends before.</returns>
    public bool TryResume(long start, ReadOnlySpan<byte> head, long end)
    {
        (Head, _headLength) = (start, head.Length);
        head.CopyTo(_head);
        if (head.Length < StreamGroup.Size)
        {
            return true;
        }

        long pages = (end - start - StreamGroup.Size) / PageSize;
        if (!StreamGroup.TryRead(_head, pageCount, out StreamGroup group) || pages >= group.Count)
        {
            return false;
        }

        (_headLength, NextPage, _left) = (0, group.First + pages, group.Count - pages);
        _ofPage = (int)((end - start - StreamGroup.Size) % PageSize);
        return true;
    }

    /// <param name="start">Offset of the bytes in the inflated stream.</param>
    public void Read(ReadOnlySpan<byte> bytes, long start)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (_left > 0)
            {
                int take = Math.Min(PageSize - _ofPage, bytes.Length - at);
                sink.OnBytes(NextPage, _ofPage, bytes.Slice(at, take));
                at += take;
                _ofPage += take;
                if (_ofPage == PageSize)
                {
                    sink.OnPage(NextPage++, start + at);
                    _ofPage = 0;
                    if (--_left == 0)
                    {
                        Head = start + at;
                        sink.OnGroupEnd();
                    }
                }
            }
            else if (_isLost)
            {
                int found = bytes[at..].IndexOf(StreamGroup.Magic);
                if (found < 0)
                {
                    return;
                }

                at += found;
                _isLost = false;
            }
            else
            {
                int take = Math.Min(StreamGroup.Size - _headLength, bytes.Length - at);
                bytes.Slice(at, take).CopyTo(_head.AsSpan(_headLength));
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

    /// <summary>Bytes are missing: what comes next is looked through for a head.</summary>
    public void Lose()
    {
        sink.OnGroupEnd();
        _isLost = true;
        _headLength = 0;
        _left = 0;
        _ofPage = 0;
    }

    private void BeginGroup(long offset)
    {
        if (StreamGroup.TryRead(_head, pageCount, out StreamGroup group))
        {
            (NextPage, _left) = (group.First, group.Count);
            Head = group.Count > 0 ? offset - StreamGroup.Size : offset;
            return;
        }

        sink.OnBadHead(offset - StreamGroup.Size);
        Lose();
    }
}
