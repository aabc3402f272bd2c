using System.Buffers.Binary;

namespace DumpReader.Bytes;

/// <summary>Ranges inside a source, safe against offsets and lengths that overflow.</summary>
internal static class ByteRange
{
    /// <summary>How many of <paramref name="length"/> bytes from <paramref name="offset"/> lie in a source of <paramref name="total"/> bytes.</summary>
    public static int Clamp(long total, long offset, int length) =>
        offset < 0 || offset >= total || length <= 0 ? 0 : (int)Math.Min(length, total - offset);

    public static bool Contains(long total, long offset, long length) =>
        offset >= 0 && length >= 0 && offset <= total && length <= total - offset;

    /// <summary>A little-endian 64-bit number at an offset; false where it does not lie wholly in the source.</summary>
    public static bool TryReadUInt64(this IByteSource source, long offset, out ulong value)
    {
        if (source.TrySpan(offset, 8, out ReadOnlySpan<byte> bytes))
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            return true;
        }

        Span<byte> buffer = stackalloc byte[8];
        bool whole = source.Read(offset, buffer) == 8;
        value = whole ? BinaryPrimitives.ReadUInt64LittleEndian(buffer) : 0;
        return whole;
    }
}
