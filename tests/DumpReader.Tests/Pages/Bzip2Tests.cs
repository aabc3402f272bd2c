using CsCheck;
using DumpReader.Pages.Bzip2;

namespace DumpReader.Tests.Pages;

public class Bzip2Tests
{
    /// <summary>Two members made by bzip2: a long run, all byte values and short runs at level 1; a short text at level 9.</summary>
    private const string Packed =
        "QlpoMTFBWSZTWVzh+m4AAuF/////////////////////////////////////////////sAGBoEl//6qqgAAaABMAAAAmEwAAAAANAACegATAAAAAAAAAAAAAAAAA" +
        "BGAAJhJgAJgACYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEKqGE00wjIxGE0YJkwRpkwmExNMJgRgABqYTAAJhMAjBMCZMJggZMg0YmATTAmjE0wEaYjAmT" +
        "AAJiBQX6g0JWaDoWhiGoch6IIiiSJooiqLIugEYRlGkbRxHUeR9IEhSJ/CRpIkqTJOlCUpUlaWJalyXpgmKZJmmiapsm6cJynSdp4/lPU+T9QH9KCoShqIoqjKOp" +
        "CkqUpamKapynqgqKpKmqiqqsq6sKyrStq4rqvK+sCwrEsayIFtgACIAIAykAEAEQAQAgO+EAEQAQBoFp34kBACMSIYQtC0rUta2Laty3rguK5Lm/tBLogLquq7Lu" +
        "vC8r0va+L6vz/F/YBgWCYNhGFYZh2IYlimLYxjWOY9kGRZJk2UZVlmXZhmWaZtnGdZ5n2gaFomjaRpWmadqGpapq2sa1rmvbBsWybNtG1bZt24blum7bxvW+b9wH" +
        "BcJw3EcVxnHchyXKctzHNc5z3QdF0nTdR1XWdd2HZdp23cd13nfeB4XieN5HleZ53oel/r/nqet7Hte573wfF8nzfR9X2HaGHAAEQAQDbGYH/juDujvC7kinChIL" +
        "nD9NwEJaaDkxQVkmU1mQ4JHwAAAZkYBAAB4DmAAgADEAMAqoaZMkEklGEFHSiyyDD4u5IpwoSEhwSPgA";

    private static byte[] Stream => Convert.FromBase64String(Packed);

    private static ReadBytes Source(byte[] bytes) => (offset, buffer) =>
    {
        int length = (int)Math.Clamp(bytes.Length - offset, 0, Math.Min(buffer.Length, 37)); // in small parts, as streams come
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), length).CopyTo(buffer);
        return length;
    };

    private static List<(BlockPlace Place, byte[]? Data)> Blocks(byte[] stream)
    {
        var blocks = new Bzip2Blocks(Source(stream));
        var found = new List<(BlockPlace Place, byte[]? Data)>();
        while (blocks.TryNext(out BlockPlace place, out byte[]? data))
        {
            found.Add((place, data));
        }

        return found;
    }

    [Fact]
    public void Members_follow_each_other_and_runs_are_spread()
    {
        byte[] expected =
        [
            .. Enumerable.Repeat((byte)'a', 300_000),
            .. Enumerable.Range(0, 768).Select(i => (byte)i),
            .. "bbbbcccc\0cccc\0cccc\0second membersecond membersecond membersecond member"u8,
        ];
        List<(BlockPlace Place, byte[]? Data)> blocks = Blocks(Stream);
        Assert.Equal([1, 9], blocks.Select(b => b.Place.Level));
        Assert.True(expected.AsSpan().SequenceEqual(blocks.SelectMany(b => b.Data!).ToArray()));
    }

    [Fact]
    public void A_block_decodes_alone_from_its_place()
    {
        (BlockPlace place, byte[]? data) = Blocks(Stream)[1];
        Assert.Equal(data, Bzip2Blocks.Decode(Source(Stream), place));
        Assert.Null(Bzip2Blocks.Decode(Source(Stream), place with { Position = place.Position + 1 }));
    }

    [Fact]
    public void A_damaged_block_is_told_and_the_next_one_found()
    {
        byte[] stream = Stream;
        stream[300] ^= 4;
        List<(BlockPlace Place, byte[]? Data)> blocks = Blocks(stream);
        Assert.Null(blocks[0].Data);
        Assert.Equal(Blocks(Stream)[1].Data, blocks[^1].Data);
    }

    [Fact]
    public void Any_bytes_end() => Gen.Select(Gen.Byte.Array[0, 700], Gen.Int[0, 618]).Sample((noise, at) =>
    {
        byte[] stream = [.. Stream.AsSpan(0, Math.Min(at, Stream.Length)), .. noise];
        Assert.InRange(Blocks(stream).Count, 0, stream.Length);
    }, iter: 300);

    [Theory]
    [InlineData(1L, true)]
    [InlineData(2 * 299_999L, true)]
    [InlineData(2 * 310_000L, false)] // the long run and all that is in its block
    [InlineData(1L << 30, false)]
    public void Blocks_that_have_more_bytes_than_may_be_in_memory_are_left_to_be_decoded_alone(long memory, bool isLarger)
    {
        var batches = new BlockBatches(Source(Stream), threads: 4, memory);
        var found = new List<DecodedBlock>();
        for (Batch batch = batches.Next(new ParallelOptions()); batch.Blocks.Length > 0; batch = batches.Next(new ParallelOptions()))
        {
            Assert.True(batch.Blocks.Sum(b => b.Data?.Length ?? 0) <= memory / 2);
            found.AddRange(batch.Blocks);
        }

        List<(BlockPlace Place, byte[]? Data)> expected = Blocks(Stream);
        Assert.Equal(expected.Select(b => b.Place), found.Select(b => b.Place));
        Assert.Equal(isLarger, found[0].IsLarger);
        Assert.Equal(isLarger ? null : expected[0].Data, found[0].Data);
    }
}
