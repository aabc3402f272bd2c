namespace DumpReader.Bytes;

/// <summary>Another source with some bytes replaced and, where asked, its end cut off; the other is owned and disposed with it.</summary>
/// <remarks>Patches are set before the first read; they are not safe against concurrent readers.</remarks>
public sealed class OverlaySource(IByteSource source, long? length = null) : IByteSource
{
    private readonly List<(long Offset, byte[] Bytes)> _patches = [];

    public long Length { get; } = Math.Clamp(length ?? source.Length, 0, source.Length);

    /// <summary>Replaces the bytes from <paramref name="offset"/> on; later patches win. Returns itself.</summary>
    public OverlaySource Patch(long offset, ReadOnlySpan<byte> bytes)
    {
        _patches.Add((offset, bytes.ToArray()));
        return this;
    }

    public int Read(long offset, Span<byte> buffer)
    {
        int count = ByteRange.Clamp(Length, offset, buffer.Length);
        if (count == 0)
        {
            return 0;
        }

        count = source.Read(offset, buffer[..count]);
        foreach ((long start, byte[] bytes) in _patches)
        {
            long from = Math.Max(start, offset);
            long to = Math.Min(start + bytes.Length, offset + count);
            if (from < to)
            {
                bytes.AsSpan((int)(from - start), (int)(to - from)).CopyTo(buffer[(int)(from - offset)..]);
            }
        }

        return count;
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return ByteRange.Contains(Length, offset, length) && !Touches(offset, length) && source.TrySpan(offset, length, out bytes);
    }

    private bool Touches(long offset, int length)
    {
        foreach ((long start, byte[] bytes) in _patches)
        {
            if (start < offset + length && offset < start + bytes.Length)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => source.Dispose();
}
