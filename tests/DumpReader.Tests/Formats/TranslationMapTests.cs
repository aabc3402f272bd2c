using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Formats;

public class TranslationMapTests
{
    private static readonly Gen<(ulong Space, ulong Page, ulong Pfn)> AnyTranslation = Gen.Select(
        Gen.OneOf(Gen.Const(MiniDump.Kas), Gen.Const(MiniDump.User), Gen.Const(MiniDump.User + 224)), Gen.ULong[0, 40], Gen.ULong[1, 30],
        (space, page, pfn) => (space, 0xfffffe0000000000 + (page << 12), pfn));

    [Fact]
    public void Lookup_finds_what_was_put_in_and_nothing_else() => AnyTranslation.Array[1, 60].Sample(list =>
    {
        var expected = new Dictionary<(ulong, ulong), ulong>();
        var dump = new MiniDump();
        foreach ((ulong space, ulong page, ulong pfn) in list.DistinctBy(t => (t.Space, t.Page)))
        {
            dump.Page(space, page, pfn);
            expected[(space, page)] = pfn;
        }

        (TranslationMap map, PfnTable pfns, ProblemLog problems) = Open(dump.Build());
        foreach (ulong space in new[] { MiniDump.Kas, MiniDump.User, MiniDump.User + 224, 0UL })
        {
            for (ulong page = 0; page < 42; page++)
            {
                ulong address = 0xfffffe0000000000 + (page << 12);
                bool found = map.TryFind(space, address, out long index);
                Assert.Equal(expected.TryGetValue((space, address), out ulong pfn), found);
                Assert.True(!found || (pfns.TryGet(index, out Pfn at) && at.Value == pfn));
            }

            Assert.Equal(expected.Keys.Any(k => k.Item1 == space), map.Holds(space));
        }

        Assert.Empty(problems.All);
    }, iter: 100);

    [Fact]
    public void Binary_search_finds_exactly_the_frames_of_the_dump() => Gen.ULong[0, 50].HashSet[0, 30].Sample(frames =>
    {
        var dump = new MiniDump();
        foreach (ulong pfn in frames)
        {
            dump.Page(MiniDump.Kas, 0xfffffe0000000000 + (pfn << 12), pfn);
        }

        (_, PfnTable pfns, _) = Open(dump.Build());
        for (ulong pfn = 0; pfn < 52; pfn++)
        {
            Assert.Equal(frames.Contains(pfn), pfns.TryFind(new Pfn(pfn), out long index));
            Assert.True(index < 0 || (pfns.TryGet(index, out Pfn at) && at.Value == pfn));
        }
    }, iter: 100);

    [Fact]
    public void Loop_in_a_chain_ends_and_is_told()
    {
        // All in bucket 0 of 8: the chain is slot 2 -> 1 -> 0; slot 0 is sent back to slot 2.
        var dump = new MiniDump();
        for (ulong i = 0; i < 8; i++)
        {
            dump.Page(MiniDump.Kas, Bucket(0) + (i * 8 << 12), i + 1);
        }

        byte[] file = dump.Build();
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dump.Map + 8), dump.Map + 80);
        (TranslationMap map, _, ProblemLog problems) = Open(file);
        Assert.True(map.TryFind(MiniDump.Kas, Bucket(0), out long index));
        Assert.Equal(0, index);
        Assert.False(map.TryFind(MiniDump.Kas, Bucket(0) + (100 * 8 << 12), out _));
        Assert.Contains("loops at offset", Assert.Single(problems.All).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x7fffffffffffffff, "outside the map")]
    [InlineData(-40, "outside the map")]
    [InlineData(1, "outside the map")]
    public void Pages_behind_a_wild_head_are_found_by_their_slots(long head, string told)
    {
        var dump = new MiniDump();
        for (ulong i = 0; i < 8; i++)
        {
            dump.Page(MiniDump.Kas, Bucket(0) + (i << 12), i + 1);
        }

        byte[] file = dump.Build();
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dump.Map), head);
        (TranslationMap map, _, ProblemLog problems) = Open(file);
        Assert.True(map.TryFind(MiniDump.Kas, Bucket(0), out long index));
        Assert.Equal(0, index);
        Assert.False(map.TryFind(MiniDump.Kas, Bucket(0) + (800 << 12), out _));
        Assert.Contains(told, Assert.Single(problems.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_more_buckets_are_damaged_than_are_looked_for_it_is_said()
    {
        const int pages = 2 * Limits.RescuedBuckets;
        var dump = new MiniDump();
        for (ulong i = 0; i < pages; i++)
        {
            dump.Page(MiniDump.Kas, Bucket(0) + (i << 12), i + 1);
        }

        byte[] file = dump.Build();
        for (int i = 0; i < pages; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dump.Map + (40 * i)), 1);
        }

        (TranslationMap map, _, ProblemLog problems) = Open(file);
        Assert.Equal(Limits.RescuedBuckets, Enumerable.Range(0, pages).Count(i => map.TryFind(MiniDump.Kas, Bucket(0) + ((ulong)i << 12), out _)));
        Assert.Equal(pages, problems.All.Count);
        Assert.All(problems.All.Take(Limits.RescuedBuckets), p => Assert.EndsWith("; its pages are looked for in the whole map", p.Message, StringComparison.Ordinal));
        Assert.All(problems.All.Skip(Limits.RescuedBuckets), p =>
            Assert.EndsWith("; as more than 64 buckets are damaged, its pages are not looked for", p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100)]             // before the data
    [InlineData(1 << 30)]         // behind the last page
    [InlineData(-8)]
    public void Translation_to_no_page_is_not_found_and_told(long data)
    {
        var dump = new MiniDump().Page(MiniDump.Kas, Bucket(0), 7);
        byte[] file = dump.Build();
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dump.Map + 16), data);
        (TranslationMap map, _, ProblemLog problems) = Open(file);
        Assert.False(map.TryFind(MiniDump.Kas, Bucket(0), out _));
        Assert.Equal("MDB202", Assert.Single(problems.All).Code);
    }

    /// <summary>A page of the kernel that hashes to a bucket of a map of 8.</summary>
    private static ulong Bucket(ulong bucket) => 0xfffffe0000000000 + (((bucket - (MiniDump.Kas >> 3)) & 7) << 12);

    private static (TranslationMap Map, PfnTable Pfns, ProblemLog Problems) Open(byte[] file)
    {
        var source = new MemorySource(file);
        DumpHeader header = DumpHeaderChecks.ReadChecked(source, "vmcore.0");
        var problems = new ProblemLog();
        return (new TranslationMap(source, header, problems.Report), new PfnTable(source, header), problems);
    }
}
