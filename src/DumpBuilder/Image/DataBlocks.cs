using System.Buffers.Binary;

namespace DumpBuilder.Image;

/// <summary>Writes blocks of data, each behind a word of its stream's number (0 for a page alone) and its size.</summary>
internal sealed class DataBlocks(Stream file)
{
    /// <summary>Bytes of a block with its word (dump_maxcsize).</summary>
    public const int Most = 128 << 10;

    private const int SizeBits = 20;

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(word, ((uint)stream << SizeBits) | (uint)bytes.Length);
        file.Write(word);
        file.Write(bytes);
    }

    /// <summary>The word that no block follows.</summary>
    public void End() => Write(0, []);
}
