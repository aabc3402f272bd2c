using System.Text;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Tests.Bytes;

public sealed class ByteSourceTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>Larger than a block of the positional reader, and no multiple of it.</summary>
    private static readonly byte[] Content = [.. Enumerable.Range(0, 150_001).Select(i => (byte)(i * 31 ^ (i >> 8)))];

    public static TheoryData<string> Kinds => ["mapped", "positional", "memory", "slice", "overlay"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_source_reads_what_it_holds_and_is_short_at_its_end(string kind)
    {
        using IByteSource source = Make(kind);
        Assert.Equal(Content.Length, source.Length);
        Gen.Select(Gen.Long[-10, Content.Length + 10], Gen.Int[0, 70_000]).Sample((offset, length) =>
        {
            var buffer = new byte[length];
            int expected = offset < 0 ? 0 : (int)Math.Clamp(Content.Length - offset, 0, length);
            Assert.Equal(expected, source.Read(offset, buffer));
            Assert.True(expected == 0 || Content.AsSpan((int)offset, expected).SequenceEqual(buffer.AsSpan(0, expected)));
            Assert.True(source.GetMemory(offset, length).Span.SequenceEqual(buffer.AsSpan(0, expected)));
            if (source.TrySpan(offset, length, out ReadOnlySpan<byte> span))
            {
                Assert.Equal(length, expected);
                Assert.True(span.SequenceEqual(buffer));
            }
        }, iter: 300, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wild_offsets_read_nothing(string kind)
    {
        using IByteSource source = Make(kind);
        foreach (long offset in new[] { long.MinValue, -1, Content.Length, long.MaxValue })
        {
            Assert.Equal(0, source.Read(offset, new byte[8]));
            Assert.False(source.TrySpan(offset, 8, out _));
            Assert.Equal(0, source.GetMemory(offset, 8).Length);
        }
    }

    [Theory]
    [InlineData("mapped")]
    [InlineData("positional")]
    public void Empty_file_has_no_bytes(string kind)
    {
        using IByteSource source = Open(kind);
        Assert.Equal(0, source.Length);
        Assert.Equal(0, source.Read(0, new byte[1]));
    }

    [Fact]
    public void Mapped_memory_used_after_close_throws_and_reads_are_short()
    {
        IByteSource source = Make("mapped");
        ReadOnlyMemory<byte> kept = source.GetMemory(0, 16);
        Assert.Equal(Content[0], kept.Span[0]);
        source.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kept.Span[0]);
        Assert.Equal(0, source.Read(0, new byte[4]));
    }

    [Fact]
    public void Positional_reader_survives_a_file_that_shrinks()
    {
        using IByteSource source = Make("positional");
        File.WriteAllBytes(_path, Content[..100]);
        Assert.Equal(100, source.Read(0, new byte[4096]));
        Assert.Equal(0, source.Read(140_000, new byte[8]));
    }

    [Fact]
    public void Overlay_shows_its_patches_and_its_cut() => Gen.Select(Gen.Byte.Array[200], Gen.Int[0, 190], Gen.Byte.Array[1, 10], Gen.Int[0, 200])
        .Sample((bytes, at, patch, length) =>
        {
            byte[] expected = [.. bytes];
            patch.CopyTo(expected, at);
            using var overlay = new OverlaySource(new MemorySource(bytes), length);
            overlay.Patch(at, patch);
            var buffer = new byte[300];
            int count = overlay.Read(0, buffer);
            return count == length && buffer.AsSpan(0, count).SequenceEqual(expected.AsSpan(0, length))
                && (!overlay.TrySpan(0, length, out ReadOnlySpan<byte> span) || span.SequenceEqual(expected.AsSpan(0, length)));
        });

    [Theory]
    [InlineData(-5, 10, 10)]
    [InlineData(150_000, 10, 1)]
    [InlineData(200_000, 10, 0)]
    [InlineData(0, long.MaxValue, 150_001)]
    public void Slice_is_cut_to_its_source(long start, long length, long expected) =>
        Assert.Equal(expected, new SliceSource(new MemorySource(Content), start, length).Length);

    [Theory]
    [InlineData("/nosuch/file", "No such file or directory")]
    [InlineData("/tmp", "Is a directory")]
    [InlineData("", "Invalid argument")]
    public void File_that_cannot_be_opened_is_told_in_the_words_of_the_system(string path, string reason)
    {
        var thrown = Assert.Throws<DumpException>(() => FileOpener.Open(path, "shown", map: true));
        Assert.Equal("failed to open shown: " + reason, thrown.Message);
    }

    [Fact]
    public void File_that_cannot_be_mapped_is_read_by_position()
    {
        const string Attribute = "/sys/kernel/mm/transparent_hugepage/enabled";
        Assert.SkipUnless(File.Exists(Attribute), "no file system here has such files");
        using IByteSource source = FileOpener.Open(Attribute, Attribute, map: true);
        var found = new byte[source.Length];
        int length = source.Read(0, found);
        Assert.Equal(File.ReadAllText(Attribute), Encoding.ASCII.GetString(found, 0, length));
    }

    private IByteSource Make(string kind)
    {
        File.WriteAllBytes(_path, Content);
        return kind switch
        {
            "memory" => new MemorySource(Content),
            "slice" => new SliceSource(new MemorySource((byte[])[1, 2, 3, .. Content, 4]), 3, Content.Length),
            "overlay" => new OverlaySource(new MemorySource((byte[])[.. Content.Take(70_000), 0, 0, .. Content.Skip(70_002), 9]), Content.Length)
                .Patch(70_000, Content.AsSpan(70_000, 2)),
            _ => Open(kind),
        };
    }

    private IByteSource Open(string kind) => FileOpener.Open(_path, _path, map: kind == "mapped");
}
