using System.Numerics;

namespace DumpReader.Pages.Bzip2;

/// <summary>
/// Finds where the blocks of a bzip2 stream may begin without decoding them, so that several can be decoded at once. A place inside a
/// block may look like a start, though hardly ever: who decodes skips what lies before the end of the block ahead.
/// </summary>
internal sealed class BlockMarks
{
    private const ulong BlockMark = 0x314159265359;
    private const ulong MarkBits = (1UL << 48) - 1;
    private const ulong Magic = 0x425a68; // BZh
    private const int UnknownLevel = 9; // a larger block than there is does no harm

    // By the value of the last byte but one that was read, and of the one before: at which bits of the last one a mark can end.
    private readonly byte[] _byLater = new byte[256];
    private readonly byte[] _byEarlier = new byte[256];
    private readonly ReadBytes _read;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;
    private int _next;
    private long _offset;
    private ulong _window;
    private ulong _before;
    private uint _ends; // bits of the last byte at which a mark can end, and that have not been looked at
    private int _level = UnknownLevel;

    public BlockMarks(ReadBytes read)
    {
        _read = read;
        for (int bit = 0; bit < 8; bit++)
        {
            _byLater[(byte)(BlockMark >> (8 - bit))] |= (byte)(1 << bit);
            _byEarlier[(byte)(BlockMark >> (16 - bit))] |= (byte)(1 << bit);
        }
    }

    /// <summary>The next place; false at the end of the stream.</summary>
    public bool TryNext(out BlockPlace place)
    {
        while (true)
        {
            while (_ends != 0)
            {
                int bit = BitOperations.Log2(_ends);
                _ends ^= 1u << bit;
                if (((_window >> bit) & MarkBits) == BlockMark && (_offset * 8) - bit >= 48)
                {
                    place = new BlockPlace((_offset * 8) - bit - 48, LevelAt(bit));
                    return true;
                }
            }

            if (_next == _length)
            {
                (_length, _next) = (_read(_offset, _buffer), 0);
                if (_length == 0)
                {
                    place = default;
                    return false;
                }
            }

            ulong window = _window;
            ulong before = _before;
            int start = _next;
            while (_ends == 0 && _next < _length)
            {
                before = (before << 8) | (window >> 56);
                window = (window << 8) | _buffer[_next++];
                _ends = (uint)(_byLater[(byte)(window >> 8)] & _byEarlier[(byte)(window >> 16)]);
            }

            (_window, _before, _offset) = (window, before, _offset + _next - start);
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
