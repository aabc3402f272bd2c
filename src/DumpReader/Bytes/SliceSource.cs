namespace DumpReader.Bytes;

/// <summary>A part of another source, cut to what that source holds. Disposing it leaves the other open.</summary>
public sealed class SliceSource : IByteSource
{
    private readonly IByteSource _source;
    private readonly long _start;

    public SliceSource(IByteSource source, long start, long length)
    {
        _source = source;
        _start = Math.Clamp(start, 0, source.Length);
        Length = Math.Clamp(length, 0, source.Length - _start);
    }

    public long Length { get; }

    public int Read(long offset, Span<byte> buffer)
    {
        int length = ByteRange.Clamp(Length, offset, buffer.Length);
        return length == 0 ? 0 : _source.Read(_start + offset, buffer[..length]);
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return ByteRange.Contains(Length, offset, length) && _source.TrySpan(_start + offset, length, out bytes);
    }

    public ReadOnlyMemory<byte> GetMemory(long offset, int length)
    {
        length = ByteRange.Clamp(Length, offset, length);
        return length == 0 ? default : _source.GetMemory(_start + offset, length);
    }

    public void Dispose() { }
}
