using DumpReader.Pages;

namespace DumpReader.Tests.Pages;

public class InflatedCacheTests
{
    [Fact]
    public void What_was_used_least_recently_goes_first()
    {
        var cache = new InflatedCache(300);
        cache.Add(1, new byte[100]);
        cache.Add(2, new byte[100]);
        cache.Add(3, new byte[100]);
        Assert.NotNull(cache.Find(1));
        cache.Add(4, new byte[100]);
        Assert.Null(cache.Find(2));
        Assert.NotNull(cache.Find(1));
        Assert.Equal(300, cache.Bytes);
    }

    [Fact]
    public void One_that_is_larger_than_all_is_kept_alone()
    {
        var cache = new InflatedCache(300);
        cache.Add(1, new byte[100]);
        cache.Add(2, new byte[1000]);
        Assert.Null(cache.Find(1));
        Assert.NotNull(cache.Find(2));
        Assert.Equal(1000, cache.Bytes);
    }
}
