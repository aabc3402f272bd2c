using System.Buffers.Binary;
using DumpReader.Spaces;

namespace DumpReader.Values;

/// <summary>Little-endian bit ranges: bits [offset, offset + width) of the bytes at an address, over as many bytes as they touch.</summary>
internal static class BitField
{
    /// <summary>Reads up to 64 bits that begin up to 7 bits behind an address; false where the dump lacks one of the bytes.</summary>
    public static bool TryRead(AddressSpace space, ulong address, int offset, int width, out ulong value)
    {
        Span<byte> buffer = stackalloc byte[16];
        buffer.Clear();
        int bytes = (offset + width + 7) / 8;
        bool whole = space.Read(address, buffer[..bytes]) == bytes;
        value = whole ? Extract(buffer, offset, width) : 0;
        return whole;
    }

    /// <summary>From at least 9 bytes.</summary>
    public static ulong Extract(ReadOnlySpan<byte> bytes, int offset, int width)
    {
        ulong low = BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> offset;
        ulong high = offset == 0 ? 0 : (ulong)bytes[8] << (64 - offset);
        return width >= 64 ? low | high : (low | high) & ((1UL << width) - 1);
    }

    /// <summary>Copies the top bit of a field upwards.</summary>
    public static long SignExtend(ulong value, int width) =>
        width is <= 0 or >= 64 ? (long)value : (long)(value << (64 - width)) >> (64 - width);
}
