namespace DumpReader.Pages.Bzip2;

/// <summary>
/// Finds where the blocks of a bzip2 stream may begin without decoding them, so that several can be decoded at once. A place inside a
/// block may look like a start, though hardly ever: who decodes skips what lies before the end of the block ahead.
/// </summary>
internal sealed class BlockMarks(ReadBytes read)
{
    private const ulong BlockMark = 0x314159265359;
    private const ulong MarkBits = (1UL << 48) - 1;
    private const ulong Magic = 0x425a68; // BZh
    private const int UnknownLevel = 9; // a larger block than there is does no harm

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;
    private int _next;
    private long _offset;
    private ulong _window;
    private ulong _before;
    private int _bit = -1;
    private int _level = UnknownLevel;

    /// <summary>The next place; false at the end of the stream.</summary>
    public bool TryNext(out BlockPlace place)
    {
        while (true)
        {
            for (; _bit >= 0; _bit--)
            {
                if (((_window >> _bit) & MarkBits) == BlockMark && (_offset * 8) - _bit >= 48)
                {
                    place = new BlockPlace((_offset * 8) - _bit - 48, LevelAt(_bit));
                    _bit--;
                    return true;
                }
            }

            if (_next == _length)
            {
                (_length, _next) = (read(_offset, _buffer), 0);
                if (_length == 0)
                {
                    place = default;
                    return false;
                }
            }

            _before = (_before << 8) | (_window >> 56);
            _window = (_window << 8) | _buffer[_next++];
            _offset++;
            _bit = 7;
        }
    }

    /// <summary>The head of a member, if one stands right in front of a mark, says how large its blocks are.</summary>
    private int LevelAt(int bit)
    {
        ulong ahead = (_before << (16 - bit)) | (_window >> (48 + bit));
        ulong level = (ahead & 0xff) - '0';
        if (((ahead >> 8) & 0xffffff) == Magic && level is >= 1 and <= 9)
        {
            _level = (int)level;
        }

        return _level;
    }
}
