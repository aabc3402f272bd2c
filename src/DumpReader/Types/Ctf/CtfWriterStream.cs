using System.Buffers.Binary;

namespace DumpReader.Types.Ctf;

/// <summary>A zlib stream (RFC 1950) of stored deflate blocks (RFC 1951): valid for every reader, the same bytes everywhere.</summary>
internal static class CtfWriterStream
{
    private const int MaxBlock = 65535;

    private const uint AdlerModulus = 65521;

    public static byte[] Store(ReadOnlySpan<byte> data)
    {
        int blocks = Math.Max(1, (data.Length + MaxBlock - 1) / MaxBlock);
        byte[] stream = new byte[2 + (5 * blocks) + data.Length + 4];
        // 32 KiB window, fastest; the pair is a multiple of 31.
        stream[0] = 0x78;
        stream[1] = 0x01;
        Span<byte> to = stream.AsSpan(2);
        ReadOnlySpan<byte> from = data;
        for (int i = 0; i < blocks; i++)
        {
            int length = Math.Min(from.Length, MaxBlock);
            to[0] = i == blocks - 1 ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt16LittleEndian(to[1..], (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(to[3..], (ushort)~length);
            from[..length].CopyTo(to[5..]);
            to = to[(5 + length)..];
            from = from[length..];
        }

        BinaryPrimitives.WriteUInt32BigEndian(to, Adler32(data));
        return stream;
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        uint a = 1, b = 0;
        foreach (byte x in data)
        {
            a = (a + x) % AdlerModulus;
            b = (b + a) % AdlerModulus;
        }

        return (b << 16) | a;
    }
}
