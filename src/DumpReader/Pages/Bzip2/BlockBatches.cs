namespace DumpReader.Pages.Bzip2;

/// <summary>A block, or what looked like one, of a bzip2 stream.</summary>
/// <param name="Data">Null where it is damaged or <paramref name="IsLarger"/>.</param>
/// <param name="End">Behind its last bit, where it is sound.</param>
/// <param name="IsLarger">It has more bytes than may be decoded side by side, and is to be decoded alone.</param>
internal readonly record struct DecodedBlock(BlockPlace Place, byte[]? Data, long End, bool IsLarger);

/// <summary>Blocks that were decoded together.</summary>
internal readonly record struct Batch(DecodedBlock[] Blocks);

/// <summary>
/// Decodes the blocks of a bzip2 stream several at a time. Two batches may be in memory, one being decoded while the one before is used; together
/// they have no more bytes than allowed: a block that could be larger than those of level 1, which all dumps have, is left out.
/// </summary>
internal sealed class BlockBatches
{
    private const int BlocksPerThread = 8;

    private readonly ReadBytes _read;
    private readonly BlockMarks _marks;
    private readonly int _size;
    private readonly long _most;

    /// <param name="memory">Bytes.</param>
    public BlockBatches(ReadBytes read, int threads, long memory)
    {
        _read = read;
        _marks = new BlockMarks(read);
        _size = (int)Math.Clamp(memory / 2 / Bzip2Blocks.MostInflated(1), 1, BlocksPerThread * (long)threads);
        _most = memory / 2 / _size;
    }

    /// <summary>The next blocks; empty at the end.</summary>
    public Batch Next(ParallelOptions options)
    {
        var places = new List<BlockPlace>();
        while (places.Count < _size && _marks.TryNext(out BlockPlace place))
        {
            places.Add(place);
        }

        var blocks = new DecodedBlock[places.Count];
        Parallel.For(0, blocks.Length, options, i =>
        {
            byte[]? data = Bzip2Blocks.Decode(_read, places[i], _most, out long end, out bool isLarger);
            blocks[i] = new DecodedBlock(places[i], data, end, isLarger);
        });
        return new Batch(blocks);
    }
}
