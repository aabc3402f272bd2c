using DumpReader.Pages;

namespace DumpReader.Tests.Pages;

public class InflatedCacheTests
{
    private const int Piece = InflatedCache.PieceSize;

    [Fact]
    public void What_was_used_least_recently_goes_first()
    {
        var cache = new InflatedCache(3 * Piece);
        Add(cache, 1, Piece);
        Add(cache, 2, Piece);
        Add(cache, 3, Piece);
        Assert.True(Has(cache, 1, Piece));
        Add(cache, 4, Piece);
        Assert.False(Has(cache, 2, Piece));
        Assert.True(Has(cache, 1, Piece));
        Assert.True(Has(cache, 3, Piece));
        Assert.Equal(3 * Piece, cache.Bytes);
    }

    [Fact]
    public void One_that_is_larger_than_all_is_kept_alone_and_its_memory_is_given_back()
    {
        var cache = new InflatedCache(3 * Piece);
        Add(cache, 1, Piece);
        Add(cache, 2, (9 * Piece) + 1);
        Assert.False(Has(cache, 1, Piece));
        Assert.True(Has(cache, 2, (9 * Piece) + 1));
        Assert.Equal(10 * Piece, cache.Bytes);
        Add(cache, 3, Piece);
        Assert.False(Has(cache, 2, 1));
        Assert.Equal(Piece, cache.Bytes);
        Assert.Equal(3 * Piece, cache.Held);
    }

    [Fact]
    public void However_much_goes_through_it_takes_no_more_memory()
    {
        var cache = new InflatedCache(100 * Piece);
        for (int i = 0; i < 2000; i++)
        {
            Add(cache, i, 1 + (i * 37 % (20 * Piece)));
            Assert.True(Has(cache, i, 1 + (i * 37 % (20 * Piece))));
            Assert.InRange(cache.Held, cache.Bytes, 100 * Piece);
        }

        cache.Clear();
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Parts_are_copied_across_pieces()
    {
        var cache = new InflatedCache(9 * Piece);
        byte[] expected = [.. Enumerable.Range(0, 3 * Piece).Select(i => (byte)(i * 7 / 5))];
        InflatedCache.Reserved pieces = cache.Reserve(expected.Length);
        for (int i = 0; i < pieces.Data.Length; i++)
        {
            expected.AsSpan(i * Piece, Piece).CopyTo(pieces.Data[i]);
        }

        cache.Publish(1, pieces);
        foreach ((int offset, int length) in ((int, int)[])[(0, 1), (Piece - 1, 2), (Piece + 5, Piece), (10, 2 * Piece), (expected.Length - 1, 1), (0, expected.Length)])
        {
            var copy = new byte[length];
            Assert.True(cache.TryCopy(1, offset, copy));
            Assert.Equal(expected[offset..(offset + length)], copy);
            pieces.CopyTo(offset, copy);
            Assert.Equal(expected[offset..(offset + length)], copy);
        }
    }

    [Fact]
    public void A_second_one_under_a_key_is_not_kept()
    {
        var cache = new InflatedCache(9 * Piece);
        Add(cache, 1, 2 * Piece);
        InflatedCache.Reserved again = cache.Reserve(2 * Piece);
        cache.Publish(1, again);
        cache.Add(1, new byte[] { 1 });
        Assert.True(Has(cache, 1, 2 * Piece));
        Assert.Equal(2 * Piece, cache.Bytes);
    }

    [Fact]
    public void What_is_copied_is_whole_while_others_are_given_up()
    {
        var cache = new InflatedCache(40 * Piece);
        Parallel.For(0, 20_000, i =>
        {
            int key = i * 31 % 97;
            if (!Has(cache, key, 3 * Piece))
            {
                Add(cache, key, 3 * Piece);
            }
        });
        Assert.InRange(cache.Bytes, 0, 40 * Piece);
    }

    private static void Add(InflatedCache cache, long key, int length)
    {
        InflatedCache.Reserved pieces = cache.Reserve(length);
        foreach (byte[] piece in pieces.Data)
        {
            Array.Fill(piece, (byte)key);
        }

        cache.Publish(key, pieces);
    }

    /// <summary>Whether it is there, and then whole.</summary>
    private static bool Has(InflatedCache cache, long key, int length)
    {
        var bytes = new byte[length];
        if (!cache.TryCopy(key, 0, bytes))
        {
            return false;
        }

        Assert.False(bytes.ContainsAnyExcept((byte)key));
        return true;
    }
}
