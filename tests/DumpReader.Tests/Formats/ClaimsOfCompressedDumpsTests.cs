using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;

namespace DumpReader.Tests.Formats;

/// <summary>What compressed dumps, and the map of a damaged one, claim beyond belief.</summary>
public class ClaimsOfCompressedDumpsTests
{
    [Fact]
    public void More_translations_than_are_sorted_are_refused()
    {
        using var file = new MemorySource(new byte[64]);
        var header = new DumpHeader { TranslationCount = Limits.ListedTranslations + 1, PageCount = 1 };
        var refused = Assert.Throws<DumpException>(() => new TranslationList(file, header, new PfnTable(file, header), "vmdump.0"));
        Assert.Equal($"vmdump.0: dump_nvtop is {Limits.ListedTranslations + 1}, expected {Limits.ListedTranslations} at most in a compressed dump", refused.Message);
    }

    [Fact]
    public void A_block_larger_than_any_ends_the_data()
    {
        List<Problem> problems = Read(word: (1 << 20) | (Limits.BlockSize + 1), step: 1 << 20, out BlockIndex index);
        Assert.Empty(index.Streams);
        Assert.Contains("begins no block", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_without_end_end()
    {
        List<Problem> problems = Read(word: (1 << 20) | 1, step: 5, out BlockIndex index);
        Assert.Equal(Limits.StreamBlocks, Assert.Single(index.Streams).Value.Blocks.Count);
        Assert.Contains("has too many blocks", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_so_many_damaged_buckets_are_looked_for()
    {
        int passes = 0;
        var rescue = new MapRescue(() => Pass(), (_, page) => (long)page);
        int found = Enumerable.Range(0, 1000).Count(bucket => rescue.TryFind(bucket, 1, (ulong)bucket, out _));
        Assert.Equal((Limits.RescuedBuckets, Limits.RescuedBuckets), (passes, found));

        IEnumerable<(ulong, ulong, long)> Pass()
        {
            passes++;
            return Enumerable.Range(0, 1000).Select(page => (1UL, (ulong)page, (long)page));
        }
    }

    private static List<Problem> Read(uint word, int step, out BlockIndex index)
    {
        using var file = new Repeated(word, step);
        var problems = new List<Problem>();
        index = BlockIndex.Read(file, new CompressedDump(new DumpHeader { Data = 0, PageCount = 1 }, null, 0, file.Length), "vmdump.0", problems.Add);
        return problems;
    }

    /// <summary>A terabyte of one word again and again, so many bytes apart.</summary>
    private sealed class Repeated(uint word, int step) : IByteSource
    {
        private readonly byte[] _word = BitConverter.GetBytes(word);

        public long Length => 1L << 40;

        public int Read(long offset, Span<byte> buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                long place = (offset + i) % step;
                buffer[i] = place < 4 ? _word[place] : (byte)0;
            }

            return buffer.Length;
        }

        public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
        {
            bytes = default;
            return false;
        }

        public void Dispose()
        {
        }
    }
}
