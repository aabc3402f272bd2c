namespace DumpReader.Bytes;

/// <summary>Bytes already in memory.</summary>
public sealed class MemorySource(ReadOnlyMemory<byte> bytes) : IByteSource
{
    public long Length => bytes.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        int length = ByteRange.Clamp(Length, offset, buffer.Length);
        if (length > 0)
        {
            bytes.Span.Slice((int)offset, length).CopyTo(buffer);
        }

        return length;
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> span)
    {
        bool inside = ByteRange.Contains(Length, offset, length);
        span = inside ? bytes.Span.Slice((int)offset, length) : default;
        return inside;
    }

    public ReadOnlyMemory<byte> GetMemory(long offset, int length)
    {
        length = ByteRange.Clamp(Length, offset, length);
        return length == 0 ? default : bytes.Slice((int)offset, length);
    }

    public void Dispose() { }
}
