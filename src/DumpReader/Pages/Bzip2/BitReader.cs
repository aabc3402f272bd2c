namespace DumpReader.Pages.Bzip2;

/// <summary>Copies bytes of a source from an offset; short where a part of it ends, 0 at its end.</summary>
internal delegate int ReadBytes(long offset, Span<byte> buffer);

/// <summary>Reads bits, the highest of each byte first, from any position. Behind the end there are zeros.</summary>
/// <param name="position">In bits.</param>
internal sealed class BitReader(ReadBytes read, long position)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _length;
    private int _next;
    private long _offset = position >> 3;
    private ulong _window;
    private int _bits;
    private int _bitsBehindEnd;
    private int _skip = (int)(position & 7);

    /// <summary>Whether more was read than there is.</summary>
    public bool IsPastEnd => _bitsBehindEnd > _bits;

    /// <summary>Bits before the next one.</summary>
    public long Position => (_offset * 8) - _bits + _skip;

    public int Bit() => (int)Bits(1);

    /// <param name="count">1 to 32.</param>
    public uint Bits(int count)
    {
        uint bits = Peek(count);
        _bits -= count;
        return bits;
    }

    /// <summary>The next bits, which stay the next.</summary>
    /// <param name="count">1 to 32.</param>
    public uint Peek(int count)
    {
        while (_bits < count + _skip)
        {
            _window = (_window << 8) | NextByte();
            _bits += 8;
        }

        (_bits, _skip) = (_bits - _skip, 0);
        return (uint)((_window >> (_bits - count)) & ((1UL << count) - 1));
    }

    /// <summary>Passes over bits that were peeked at.</summary>
    public void Skip(int count) => _bits -= count;

    /// <summary>Goes to the start of the next byte.</summary>
    public void Align()
    {
        int odd = (int)(Position & 7);
        if (odd != 0)
        {
            Bits(8 - odd);
        }
    }

    private byte NextByte()
    {
        if (_next == _length)
        {
            _length = read(_offset, _buffer);
            _next = 0;
        }

        _offset++;
        if (_length == 0)
        {
            _bitsBehindEnd = Math.Min(_bitsBehindEnd + 8, 64); // more are not in the window
            return 0;
        }

        return _buffer[_next++];
    }
}
