using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DumpReader.Pages.Bzip2;

/// <summary>The bytes of a block in the order of their last use. Most that are asked for are among the first 16, which stay in registers.</summary>
internal ref struct RecentBytes
{
    private const int Width = sizeof(ulong);

    private readonly Span<byte> _others; // from place 16 on
    private ulong _first; // the byte of place 0 lowest
    private ulong _second;

    /// <param name="bytes">256, of which as many count as occur; is used for work.</param>
    public RecentBytes(Span<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[Width..]);
        _others = bytes[(2 * Width)..];
    }

    public readonly byte Front => (byte)_first;

    /// <summary>Moves the byte of a place to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(int place)
    {
        if (place < Width)
        {
            _first = Shift(_first, place, _first >> (place * 8));
        }
        else if (place < 2 * Width)
        {
            ulong value = _second >> ((place - Width) * 8);
            _second = Shift(_second, place - Width, _first >> 56);
            _first = (_first << 8) | (byte)value;
        }
        else
        {
            MoveFar(place - (2 * Width));
        }
    }

    private void MoveFar(int place)
    {
        byte value = _others[place];
        _others[..place].CopyTo(_others[1..]);
        _others[0] = (byte)(_second >> 56);
        _second = (_second << 8) | (_first >> 56);
        _first = (_first << 8) | value;
    }

    /// <summary>Bytes of which one is taken away, and the lowest 8 bits of another put in front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Shift(ulong bytes, int place, ulong value)
    {
        ulong ahead = (1UL << (place * 8)) - 1;
        return (bytes & ~((ahead << 8) | 0xff)) | ((bytes & ahead) << 8) | (byte)value;
    }
}
