using System.Buffers.Binary;
using System.Text;

namespace DumpBuilder.Image;

/// <summary>Numbers and names into little-endian structures.</summary>
internal static class Encode
{
    public static void U16(Span<byte> to, int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(to[offset..], (ushort)value);

    public static void U32(Span<byte> to, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(to[offset..], value);

    public static void U64(Span<byte> to, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(to[offset..], value);

    public static void I64(Span<byte> to, int offset, long value) => BinaryPrimitives.WriteInt64LittleEndian(to[offset..], value);

    /// <summary>NUL-padded to <paramref name="size"/>, cut so that at least one NUL remains.</summary>
    public static void Text(Span<byte> to, int offset, int size, string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, size - 1)).CopyTo(to[offset..]);
    }
}
