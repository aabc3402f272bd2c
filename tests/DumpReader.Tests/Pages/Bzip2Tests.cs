using CsCheck;
using DumpReader.Pages.Bzip2;
using ICSharpCode.SharpZipLib.BZip2;

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
        var decoder = new BlockDecoder();
        var found = new List<(BlockPlace Place, byte[]? Data)>();
        while (blocks.TryNext(decoder, out BlockPlace place, out bool isSound))
        {
            found.Add((place, isSound ? Spread(decoder.Text, 4096) : null));
            Assert.Equal(found[^1].Data?.Length ?? 0, isSound ? decoder.Length : 0);
        }

        return found;
    }

    private static byte[] Spread(ReadOnlyMemory<byte> text, int part)
    {
        var runs = new RunReader(text);
        var output = new MemoryStream();
        var buffer = new byte[part];
        for (int count = runs.Read(buffer); count > 0; count = runs.Read(buffer))
        {
            output.Write(buffer, 0, count);
        }

        return output.ToArray();
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
        var decoder = new BlockDecoder();
        Assert.True(Bzip2Blocks.TryDecode(Source(Stream), place, decoder, out _));
        Assert.Equal(data, Spread(decoder.Text, 4096));
        Assert.False(Bzip2Blocks.TryDecode(Source(Stream), place with { Position = place.Position + 1 }, decoder, out _));
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
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public void Runs_are_spread_alike_in_parts_of_any_size(int part)
    {
        var decoder = new BlockDecoder();
        Assert.True(Bzip2Blocks.TryDecode(Source(Stream), Blocks(Stream)[0].Place, decoder, out _));
        Assert.Equal(Blocks(Stream)[0].Data, Spread(decoder.Text, part));
    }

    [Fact]
    public void Any_runs_are_spread_as_byte_by_byte() => Gen.Select(Gen.Byte[0, 2].Array[0, 80], Gen.Int[1, 40]).Sample((text, part) =>
    {
        var expected = new List<byte>();
        int same = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (same == 4)
            {
                expected.AddRange(Enumerable.Repeat(text[i - 1], text[i]));
                same = 0;
                continue;
            }

            same = same > 0 && text[i] == text[i - 1] ? same + 1 : 1;
            expected.Add(text[i]);
        }

        Assert.Equal(expected, Spread(text, part));
    });

    [Fact]
    public void What_SharpZipLib_packs_comes_out_at_every_level() => Gen.Select(
        Gen.Select(Gen.Byte, Gen.Int[1, 400]).Array[0, 600], Gen.Int[1, 9]).Sample((runs, level) =>
    {
        byte[] expected = [.. runs.SelectMany(r => Enumerable.Repeat(r.Item1, r.Item2))];
        var packed = new MemoryStream();
        using (var encoder = new BZip2OutputStream(packed, level) { IsStreamOwner = false })
        {
            encoder.Write(expected, 0, expected.Length);
        }

        Assert.True(expected.AsSpan().SequenceEqual([.. Blocks(packed.ToArray()).SelectMany(b => b.Data!)]));
    }, iter: 60);

    [Fact]
    public void A_block_of_repetitive_data_that_was_randomised_comes_out()
    {
        // Rotations that are alike for long are what its packer randomises; the whole list of distances is gone through, and over its end.
        byte[] pattern = [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 7) ^ (i >> 5)))];
        byte[] expected = [.. Enumerable.Range(0, 220).SelectMany(_ => pattern)];
        var packed = new MemoryStream();
        using (var encoder = new BZip2OutputStream(packed, 9) { IsStreamOwner = false })
        {
            encoder.Write(expected, 0, expected.Length);
        }

        byte[] stream = packed.ToArray();
        Assert.NotEqual(0, stream[14] & 0x80); // the bit behind the checksum of the first block
        Assert.True(expected.AsSpan().SequenceEqual([.. Blocks(stream).SelectMany(b => b.Data!)]));
    }

    [Theory]
    [InlineData(1L, 1)]
    [InlineData(2 * 999_999L, 1)]
    [InlineData(2 * 1_000_000L, 2)] // a block of level 1 and one of level 9
    [InlineData(1L << 30, 2)]
    public void Blocks_that_could_have_more_bytes_than_may_be_in_memory_are_not_decoded_together(long memory, int most)
    {
        var batches = new BlockBatches(Source(Stream), threads: 4, memory);
        var found = new List<(BlockPlace Place, byte[]? Data)>();
        for (DecodedBlock[] batch = batches.Next(new ParallelOptions()); batch.Length > 0; batch = batches.Next(new ParallelOptions()))
        {
            Assert.InRange(batch.Length, 1, most);
            found.AddRange(batch.Select(b => (b.Place, (byte[]?)Spread(b.Text, 4096))));
        }

        List<(BlockPlace Place, byte[]? Data)> expected = Blocks(Stream);
        Assert.Equal(expected.Select(b => b.Place), found.Select(b => b.Place));
        Assert.Equal(expected.Select(b => b.Data), found.Select(b => b.Data));
    }
}
