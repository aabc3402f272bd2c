namespace DumpReader.Bytes;

/// <summary>A file, or a part or overlay of one, whose length is fixed when it is opened. Safe for concurrent reads.</summary>
public interface IByteSource : IDisposable
{
    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Copies bytes from <paramref name="offset"/>; returns how many, short only at the end of the source. Never throws for a wild offset.</summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>The bytes themselves without a copy, where the source has them in memory; valid until the source is disposed.</summary>
    bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Bytes to keep: lent where the source has them in memory for as long as it lives, else a copy. Shorter than
    /// <paramref name="length"/> only at the end of the source.
    /// </summary>
    ReadOnlyMemory<byte> GetMemory(long offset, int length)
    {
        length = ByteRange.Clamp(Length, offset, length);
        var copy = new byte[length];
        return copy.AsMemory(0, Read(offset, copy));
    }

    /// <summary>Says that bytes are not wanted again soon, so that what they take of the memory of this process is free; reading them is as before.</summary>
    void Release(long offset, long length)
    {
    }
}
