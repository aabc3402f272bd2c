using DumpBuilder.Image;

namespace DumpBuilder.Tests.Image;

public class PageStoreTests
{
    private const int Page = Layout.PageSize;
    private const long Data = 3 * Page;

    private static long Length(long pages, params (long Page, byte Value)[] writes)
    {
        using var temp = new TempFolder();
        string path = temp.File("x");
        using (var handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite))
        {
            var store = new PageStore(handle, Data, pages);
            foreach ((long page, byte value) in writes)
            {
                store.Page(page, write: true)[7] = value;
            }

            store.Finish();
        }

        return new FileInfo(path).Length;
    }

    [Fact]
    public void The_file_ends_with_the_block_of_128_KiB_that_holds_the_last_page_that_is_not_zero()
    {
        // Blocks are aligned in the file, so the first holds 29 pages behind the 3 of the header.
        Assert.Equal(32 * Page, Length(1000, (0, 1)));
        Assert.Equal(32 * Page, Length(1000, (28, 1)));
        Assert.Equal(64 * Page, Length(1000, (29, 1)));
        Assert.Equal(64 * Page, Length(1000, (29, 1), (500, 0)));
    }

    [Fact]
    public void The_file_never_ends_behind_the_last_page() => Assert.Equal(Data + (5 * Page), Length(5, (2, 1)));

    [Fact]
    public void Pages_written_and_cleared_again_do_not_lengthen_the_file() => Assert.Equal(32 * Page, Length(5000, (0, 1), (3000, 1), (3000 + 1024, 1), (3000, 0), (3000 + 1024, 0)));

    [Fact]
    public void A_dump_of_zeros_has_no_data() => Assert.Equal(Data, Length(10, (3, 0)));

    [Fact]
    public void Pages_that_left_the_cache_come_back_as_they_were()
    {
        using var temp = new TempFolder();
        using var handle = File.OpenHandle(temp.File("x"), FileMode.Create, FileAccess.ReadWrite);
        var store = new PageStore(handle, Data, 10_000);
        for (int i = 0; i < 10_000; i++)
        {
            store.Page(i, write: true)[i % Page] = (byte)(1 + (i % 255));
        }

        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal((byte)(1 + (i % 255)), store.Page(i, write: false)[i % Page]);
        }
    }
}
