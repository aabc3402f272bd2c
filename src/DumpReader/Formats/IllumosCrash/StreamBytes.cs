using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The bytes of one stream: its blocks one behind the other. Safe for concurrent reads once all blocks are added.</summary>
internal sealed class StreamBytes(IByteSource file)
{
    private readonly List<long> _starts = [];
    private readonly List<StoredPage> _blocks = [];

    public long Length { get; private set; }

    public IReadOnlyList<StoredPage> Blocks => _blocks;

    public void Add(long offset, int length)
    {
        _starts.Add(Length);
        _blocks.Add(new StoredPage(offset, length));
        Length += length;
    }

    /// <summary>Copies bytes; short at the end of a block, 0 at the end of the stream.</summary>
    public int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        int place = _starts.BinarySearch(offset);
        place = place < 0 ? ~place - 1 : place;
        long skip = offset - _starts[place];
        int length = (int)Math.Min(buffer.Length, _blocks[place].Length - skip);
        return file.Read(_blocks[place].Offset + skip, buffer[..length]);
    }
}
