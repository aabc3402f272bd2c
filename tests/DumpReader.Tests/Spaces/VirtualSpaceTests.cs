using CsCheck;
using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Spaces;

public class VirtualSpaceTests
{
    private const ulong Heap = 0xfffffe0000000000;

    /// <summary>Three pages in a row whose frames are 10, 11, 20; a hole; an alias of frame 11; a user page.</summary>
    private static KernelTarget Open() => DumpOpener.OpenKernel(new MemorySource(new MiniDump()
        .Page(MiniDump.Kas, Heap, 10).Page(MiniDump.Kas, Heap + 0x1000, 11).Page(MiniDump.Kas, Heap + 0x2000, 20)
        .Page(MiniDump.Kas, Heap + 0x9000, 11)
        .Page(MiniDump.User, 0x400000, 12).Page(MiniDump.User, Heap, 13)
        .Build()), "vmcore.0");

    private static ulong Word(ulong pfn, ulong offset) => (pfn << 16) | offset;

    [Fact]
    public void Addresses_lead_to_their_frames()
    {
        using KernelTarget target = Open();
        Assert.Equal(Word(10, 8), target.Memory.ReadPointer(Heap + 8));
        Assert.Equal(Word(20, 0xff8), target.Memory.ReadPointer(Heap + 0x2ff8));
        Assert.Equal(Word(11, 0), target.Memory.ReadPointer(Heap + 0x9000));
        Assert.Equal(Word(13, 0), target.UserSpace(MiniDump.User)!.ReadPointer(Heap));
        Assert.Equal(Word(12, 0x10), target.UserSpace(MiniDump.User)!.ReadPointer(0x400010));
        Assert.False(target.Memory.TryReadUInt64(0x400000, out _));
        Assert.Null(target.UserSpace(0x1234));
    }

    [Fact]
    public void Read_is_short_at_the_first_page_that_is_not_there()
    {
        using KernelTarget target = Open();
        var buffer = new byte[0x4000];
        Assert.Equal(0x2ff0, target.Memory.Read(Heap + 0x10, buffer));
        Assert.Equal(Word(20, 0), BitConverter.ToUInt64(buffer, 0x1ff0));
        Assert.Equal(0, target.Memory.Read(Heap + 0x3000, buffer));
    }

    [Fact]
    public void Read_does_not_wrap_around_the_end_of_memory()
    {
        using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(
            new MiniDump().Page(MiniDump.Kas, 0xfffffffffffff000, 3).Page(MiniDump.Kas, 0, 4).Build()), "vmcore.0");
        Assert.Equal(16, target.Memory.Read(0xfffffffffffffff0, new byte[64]));
        Assert.False(target.Memory.TrySpan(0xfffffffffffffff0, 64, out _));
    }

    [Fact]
    public void Span_runs_over_pages_that_follow_each_other_in_the_file_only()
    {
        using KernelTarget target = Open();
        Assert.True(target.Memory.TrySpan(Heap + 0xff8, 16, out ReadOnlySpan<byte> both));
        Assert.Equal(Word(11, 0), BitConverter.ToUInt64(both[8..]));
        Assert.False(target.Memory.TrySpan(Heap + 0x1ff8, 16, out _));
        Assert.Equal(16, target.Memory.GetMemory(Heap + 0x1ff8, 16).Length);
        Assert.Equal(8, target.Memory.GetMemory(Heap + 0x2ff8, 16).Length);
    }

    [Fact]
    public void Physical_addresses_and_virtual_ones_agree()
    {
        using KernelTarget target = Open();
        Assert.Equal(Word(12, 0x20), target.Physical.ReadPointer((12 << 12) + 0x20));
        Assert.False(target.Physical.TryReadUInt64(99 << 12, out _));
        Assert.True(target.Memory.TryGetPhysical(Heap + 0x2123, out PhysicalAddress physical));
        Assert.Equal(0x14123UL, physical.Value);
        Assert.False(target.Memory.TryGetPhysical(Heap + 0x3000, out _));

        // A read crosses from frame to frame, and ends where the next frame is not in the dump.
        Assert.Equal(0x4000 - 8, target.Physical.Read((10 << 12) + 8, new byte[0x8000]));
    }

    [Fact]
    public void Span_memory_and_read_tell_the_same() => Gen.Select(Gen.ULong[0, 0xa000], Gen.Int[0, 0x3000]).Sample((at, length) =>
    {
        using KernelTarget target = Open();
        var buffer = new byte[length];
        int count = target.Memory.Read(Heap + at, buffer);
        bool whole = target.Memory.TrySpan(Heap + at, length, out ReadOnlySpan<byte> span);
        return (!whole || (count == length && span.SequenceEqual(buffer)))
            && target.Memory.GetMemory(Heap + at, length).Span.SequenceEqual(buffer.AsSpan(0, count));
    }, iter: 300);

    [Fact]
    public void Threads_that_share_a_target_read_what_one_reads_alone()
    {
        using KernelTarget target = Dumps.Open("ctx-old");
        ulong[] addresses = [.. target.Symbols.Tables.SelectMany(t => Enumerable.Range(1, t.Count - 1).Select(i => t[i].Value))];
        using KernelTarget alone = Dumps.Open("ctx-old");
        ulong[] expected = [.. addresses.Select(alone.Memory.ReadPointer)];
        Parallel.For(0, 8, worker =>
        {
            for (int i = 0; i < addresses.Length; i++)
            {
                int at = (i + (worker * 977)) % addresses.Length;
                Assert.Equal(expected[at], target.Memory.ReadPointer(addresses[at]));
                target.Symbols.TryFind(addresses[at], 0, out _);
            }
        });
    }

    [Fact]
    public void Cache_gives_back_what_was_put_in_and_never_another_page() => Gen.Select(Gen.ULong, Gen.Long[0, 1L << 37], Gen.ULong).Sample((a, index, b) =>
    {
        var cache = new TranslationCache(12);
        ulong page = a & ~0xfffUL;
        ulong other = b & ~0xfffUL;
        cache.Add(page, index);
        bool canonical = (long)page >> 47 is 0 or -1;
        return cache.TryGet(page, out long found) == (canonical && index + 1 < 1L << 37)
            && (found == index || !canonical || index + 1 >= 1L << 37)
            && (page == other || !cache.TryGet(other, out _));
    });

    [Fact]
    public void Cache_tells_apart_pages_of_one_slot()
    {
        var cache = new TranslationCache(12);
        cache.Add(Heap, 5);
        Assert.False(cache.TryGet(Heap + (1 << 22), out _));
        Assert.True(cache.TryGet(Heap, out long index));
        Assert.Equal(5, index);
    }

    [Fact]
    public void A_cache_that_has_grown_holds_all_of_a_walk_that_leaps_through_memory()
    {
        const int Pages = 30_000;
        var cache = new TranslationCache(12);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Pages; i++)
            {
                cache.Add(Heap + ((ulong)i << 12), i);
            }
        }

        Assert.All(Enumerable.Range(0, Pages), i => Assert.True(cache.TryGet(Heap + ((ulong)i << 12), out long index) && index == i));
        Assert.False(cache.TryGet(Heap + (1UL << 28), out _));
    }
}
