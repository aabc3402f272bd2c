using System.Buffers.Binary;

namespace DumpReader.Pages.Bzip2;

/// <summary>Copies bytes of a source from an offset; short where a part of it ends, 0 at its end.</summary>
internal delegate int ReadBytes(long offset, Span<byte> buffer);

/// <summary>Reads bits, the highest of each byte first, from any position. Behind the end there are zeros.</summary>
internal sealed class BitReader
{
    /// <summary>Bits that there are in a window at least.</summary>
    public const int LeastWindow = 56;

    private readonly ReadBytes _read;
    private readonly byte[] _buffer = new byte[4096];
    private int _length;
    private int _next;
    private long _offset;
    private ulong _window; // the next bits, the first one highest; below them zeros
    private int _bits;
    private int _bitsBehindEnd;

    /// <param name="position">In bits.</param>
    public BitReader(ReadBytes read, long position)
    {
        _read = read;
        _offset = position >> 3;
        if ((position & 7) != 0)
        {
            Bits((int)(position & 7));
        }
    }

    /// <summary>Whether more was read than there is.</summary>
    public bool IsPastEnd => _bitsBehindEnd > _bits;

    /// <summary>Bits before the next one.</summary>
    public long Position => (_offset * 8) - _bits;

    public int Bit() => (int)Bits(1);

    /// <param name="count">1 to 32.</param>
    public uint Bits(int count)
    {
        if (_bits < count)
        {
            Fill();
        }

        uint bits = (uint)(_window >> (64 - count));
        _window <<= count;
        _bits -= count;
        return bits;
    }

    /// <summary>Goes to the start of the next byte.</summary>
    public void Align()
    {
        int odd = (int)(Position & 7);
        if (odd != 0)
        {
            Bits(8 - odd);
        }
    }

    /// <summary>The next bits, for who goes through many: the first one is the highest. <see cref="Pass"/> says how many were used.</summary>
    /// <param name="count">How many there are, <see cref="LeastWindow"/> or more.</param>
    public ulong Window(out int count)
    {
        Fill();
        count = _bits;
        return _window;
    }

    /// <summary>Passes over bits of the window.</summary>
    /// <param name="count">Fewer than 64.</param>
    public void Pass(int count)
    {
        _window <<= count;
        _bits -= count;
    }

    private void Fill()
    {
        if (_length - _next >= sizeof(ulong))
        {
            int bytes = (63 - _bits) >> 3;
            ulong fresh = BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_next)) >> (64 - (bytes * 8));
            _window |= bytes == 0 ? 0 : fresh << (64 - _bits - (bytes * 8));
            (_next, _offset, _bits) = (_next + bytes, _offset + bytes, _bits + (bytes * 8));
            return;
        }

        for (; _bits <= LeastWindow - 1; _bits += 8)
        {
            _window |= (ulong)NextByte() << (LeastWindow - _bits);
        }
    }

    private byte NextByte()
    {
        if (_next == _length)
        {
            _length = _read(_offset, _buffer);
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
