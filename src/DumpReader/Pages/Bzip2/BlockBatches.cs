namespace DumpReader.Pages.Bzip2;

/// <summary>A block, or what looked like one, of a bzip2 stream.</summary>
/// <param name="Text">Before its runs are spread; empty where it is damaged.</param>
/// <param name="End">Behind its last bit, where it is sound.</param>
internal readonly record struct DecodedBlock(BlockPlace Place, ReadOnlyMemory<byte> Text, long End);

/// <summary>
/// Decodes the blocks of a bzip2 stream several at a time. Two batches are in memory, one being decoded while the one before is used; together
/// their blocks, before their runs are spread, have no more bytes than allowed, unless a single block has.
/// </summary>
internal sealed class BlockBatches(ReadBytes read, int threads, long memory)
{
    private const int BlocksPerThread = 8;

    private readonly BlockMarks _marks = new(read);
    private readonly BlockDecoders _decoders = new();
    private readonly byte[][][] _texts = [new byte[BlocksPerThread * threads][], new byte[BlocksPerThread * threads][]];
    private BlockPlace? _ahead;
    private int _turn;

    /// <summary>The next blocks; empty at the end. Those of the last time but one are not to be used any more.</summary>
    public DecodedBlock[] Next(ParallelOptions options)
    {
        List<BlockPlace> places = Places();
        var blocks = new DecodedBlock[places.Count];
        byte[][] texts = _texts[_turn ^= 1];
        Parallel.For(0, blocks.Length, options, i =>
        {
            BlockDecoder decoder = _decoders.Rent();
            ReadOnlyMemory<byte> text = Bzip2Blocks.TryDecode(read, places[i], decoder, out long end) ? Keep(decoder.Text, ref texts[i]) : default;
            _decoders.Return(decoder);
            blocks[i] = new DecodedBlock(places[i], text, end);
        });
        return blocks;
    }

    private List<BlockPlace> Places()
    {
        var places = new List<BlockPlace>();
        long bytes = 0;
        while (places.Count < BlocksPerThread * threads && (_ahead ?? Mark()) is { } place)
        {
            bytes += place.Level * (long)BlockDecoder.LevelBytes;
            bool fits = places.Count == 0 || bytes <= memory / 2;
            _ahead = fits ? null : place;
            if (!fits)
            {
                break;
            }

            places.Add(place);
        }

        return places;
    }

    private BlockPlace? Mark() => _marks.TryNext(out BlockPlace place) ? place : null;

    private static ReadOnlyMemory<byte> Keep(ReadOnlyMemory<byte> text, ref byte[] place)
    {
        if (place is null || place.Length < text.Length)
        {
            int size = (text.Length + BlockDecoder.LevelBytes - 1) / BlockDecoder.LevelBytes * BlockDecoder.LevelBytes;
            place = GC.AllocateUninitializedArray<byte>(size);
        }

        text.CopyTo(place);
        return place.AsMemory(0, text.Length);
    }
}
