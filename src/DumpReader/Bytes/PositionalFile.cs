using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>
/// A file read by position, for files that may shrink while they are read and for file systems that cannot be mapped. Blocks are
/// kept in a small direct-mapped cache; a block never changes once filled, so spans into it stay valid.
/// </summary>
public sealed class PositionalFile : IByteSource
{
    private const int BlockShift = 16;
    private const int BlockSize = 1 << BlockShift;
    private const int Slots = 64;

    private readonly SafeFileHandle _handle;
    private readonly Block?[] _cache = new Block?[Slots];

    /// <summary>Takes an open file; the handle is owned from here on.</summary>
    public PositionalFile(SafeFileHandle handle) : this(handle, Math.Max(0, RandomAccess.GetLength(handle)))
    {
    }

    /// <summary>For what .NET does not know the length of.</summary>
    internal PositionalFile(SafeFileHandle handle, long length) => (_handle, Length) = (handle, length);

    public long Length { get; }

    public int Read(long offset, Span<byte> buffer)
    {
        int length = ByteRange.Clamp(Length, offset, buffer.Length);
        if (length > BlockSize)
        {
            return ReadFile(offset, buffer[..length]);
        }

        int done = 0;
        while (done < length)
        {
            ReadOnlySpan<byte> block = GetBlock((offset + done) >> BlockShift);
            int skip = (int)((offset + done) & (BlockSize - 1));
            if (skip >= block.Length)
            {
                break;
            }

            int count = Math.Min(length - done, block.Length - skip);
            block.Slice(skip, count).CopyTo(buffer[done..]);
            done += count;
        }

        return done;
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        int skip = (int)(offset & (BlockSize - 1));
        if (!ByteRange.Contains(Length, offset, length) || length > BlockSize - skip)
        {
            return false;
        }

        ReadOnlySpan<byte> block = GetBlock(offset >> BlockShift);
        if (skip + length > block.Length)
        {
            return false;
        }

        bytes = block.Slice(skip, length);
        return true;
    }

    private ReadOnlySpan<byte> GetBlock(long number)
    {
        ref Block? slot = ref _cache[number & (Slots - 1)];
        Block? block = Volatile.Read(ref slot);
        if (block is null || block.Number != number)
        {
            var bytes = new byte[Math.Min(BlockSize, Length - (number << BlockShift))];
            int count = ReadFile(number << BlockShift, bytes);
            block = new Block(number, bytes, count);
            Volatile.Write(ref slot, block);
        }

        return block.Bytes.AsSpan(0, block.Count);
    }

    private int ReadFile(long offset, Span<byte> buffer)
    {
        int done = 0;
        try
        {
            while (done < buffer.Length && RandomAccess.Read(_handle, buffer[done..], offset + done) is int count and > 0)
            {
                done += count;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // A bad sector, a vanished server or a closed dump: the rest is not there, which is what a short read says.
        }

        return done;
    }

    public void Dispose() => _handle.Dispose();

    private sealed record Block(long Number, byte[] Bytes, int Count);
}
