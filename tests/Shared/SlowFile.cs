using DumpReader.Bytes;

namespace Shared;

/// <summary>A file that takes its time for each read, once it is told to: whatever reads it long enough is past any deadline.</summary>
internal sealed class SlowFile(IByteSource inner) : IByteSource
{
    private long _reads;

    /// <summary>What a read takes, in milliseconds.</summary>
    public volatile int Delay;

    public long Reads => Interlocked.Read(ref _reads);

    public long Length => inner.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        Interlocked.Increment(ref _reads);
        if (Delay > 0)
        {
            Thread.Sleep(Delay);
        }

        return inner.Read(offset, buffer);
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    public void Dispose() => inner.Dispose();
}
