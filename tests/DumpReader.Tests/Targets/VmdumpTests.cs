using System.Buffers.Binary;
using Conformance;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>Dumps as the kernel wrote them: compressed, with a list of translations.</summary>
public class VmdumpTests
{
    public static TheoryData<string> Encodings => ["vmdump.0", "vmdump.1", "vmdump.2", "vmdump.3", "dumpdev.img"];

    private static byte[] Bytes(string dump, string file) => File.ReadAllBytes(Path.Combine(DumpCache.Folder(dump), file));

    private static KernelTarget Open(string dump, string file) => (KernelTarget)DumpOpener.Open(
        new OpenRequest { Operands = [file], WorkingDirectory = DumpCache.Folder(dump) });

    private static ulong[] Frames(KernelTarget target, IByteSource file)
    {
        var table = new PfnTable(file, target.Header);
        return [.. Enumerable.Range(0, (int)table.Count).Select(i => table.TryGet(i, out Pfn pfn) ? pfn.Value : 0)];
    }

    private static int Lost(KernelTarget target, byte[] file)
    {
        var page = new byte[4096];
        return Frames(target, new MemorySource(file)).Count(frame => target.Physical.Read(frame << 12, page) != 4096);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_page_and_translation_is_that_of_the_expanded_dump(string name)
    {
        using KernelTarget expected = Dumps.Open("ctx-new");
        using IByteSource file = Dumps.File("ctx-new");
        using KernelTarget target = Open("ctx-new-vmdump", name);
        byte[] left = new byte[4096], right = new byte[4096];
        foreach (ulong frame in Frames(expected, file).Reverse())
        {
            Assert.Equal(4096, expected.Physical.Read(frame << 12, left));
            Assert.Equal(4096, target.Physical.Read(frame << 12, right));
            Assert.True(left.AsSpan().SequenceEqual(right), $"frame {frame:x}");
        }

        using IByteSource packed = new MemorySource(Bytes("ctx-new-vmdump", name));
        var list = new TranslationList(packed, target.Header, new PfnTable(packed, target.Header), name);
        foreach ((ulong space, ulong page, _) in new TranslationMap(file, expected.Header, _ => { }).All())
        {
            Assert.True(new TranslationMap(file, expected.Header, _ => { }).TryFind(space, page, out long index));
            Assert.True(list.TryFind(space, page, out long found) && found == index);
            Assert.False(list.TryFind(space ^ 8, page, out _));
        }

        Assert.Equal(expected.Registers, target.Registers);
        Assert.Empty(target.Problems);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Threads_share_a_dump(string name)
    {
        using KernelTarget target = Open("ctx-new-vmdump", name);
        using KernelTarget expected = Dumps.Open("ctx-new");
        ulong[] frames = Frames(target, new MemorySource(Bytes("ctx-new-vmdump", name)));
        Parallel.For(0, 4, thread =>
        {
            byte[] left = new byte[64], right = new byte[64];
            for (int i = 0; i < frames.Length; i += 7)
            {
                ulong address = (frames[(i * (thread + 1)) % frames.Length] << 12) + 100;
                Assert.Equal(expected.Physical.Read(address, left), target.Physical.Read(address, right));
                Assert.Equal(left, right);
            }
        });
    }

    [Fact]
    public void Reading_by_position_gives_what_mapping_gives()
    {
        using var target = (KernelTarget)DumpOpener.Open(
            new OpenRequest { Operands = ["vmdump.1"], WorkingDirectory = DumpCache.Folder("ctx-new-vmdump"), NoMmap = true });
        Assert.Equal(0, Lost(target, Bytes("ctx-new-vmdump", "vmdump.1")));
    }

    [Fact]
    public void Of_a_cut_dump_the_pages_before_the_cut_are_there()
    {
        using KernelTarget target = Open("bad-vmdump", "vmdump.1");
        Assert.Equal(["MDB123", "MDB124", "MDB121"], target.Problems.Take(3).Select(p => p.Code));
        int lost = Lost(target, Bytes("bad-vmdump", "vmdump.1"));
        Assert.InRange(lost, 1, (int)target.Header.PageCount - 1);
        Assert.Contains(target.Problems, p => p.Message.Contains($" {lost} of {target.Header.PageCount} pages", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_corrupt_page_only_that_page_is_lost()
    {
        using KernelTarget target = Open("bad-vmdump", "vmdump.2");
        Assert.Empty(target.Problems);
        Assert.Equal(1, Lost(target, Bytes("bad-vmdump", "vmdump.2")));
        Problem problem = Assert.Single(target.Problems);
        Assert.Equal("MDB125", problem.Code);
        Assert.Contains("does not expand to 4096 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_headers_differ_the_later_is_taken()
    {
        using KernelTarget target = Open("bad-vmdump", "vmdump.3");
        Assert.Equal("vmdump.3: initial dump header corrupt: the one at offset 0 differs from that at 917504, which is taken",
            Assert.Single(target.Problems).Message);
        Assert.Equal(0x1000bu, (uint)target.Header.Flags);
        Assert.Equal(0, Lost(target, Bytes("bad-vmdump", "vmdump.3")));
    }

    [Fact]
    public void Where_the_later_header_is_unsound_the_first_is_taken()
    {
        byte[] file = Bytes("ctx-new-vmdump", "vmdump.2");
        file.AsSpan(file.Length - 65536, 4096).Clear();
        using KernelTarget target = Assert.IsType<KernelTarget>(Dumps.TryOpen(new MemorySource(file)));
        Assert.Contains("no sound header in the last 64 KiB", target.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(0, Lost(target, file));
    }

    [Fact]
    public void A_dump_that_was_not_completed_says_so_and_has_its_pages()
    {
        byte[] file = Bytes("ctx-new-vmdump", "vmdump.0");
        foreach (int header in (int[])[0, file.Length - 65536])
        {
            file[header + 8] &= 0xfd; // dump_flags without DF_COMPLETE
        }

        using KernelTarget target = Assert.IsType<KernelTarget>(Dumps.TryOpen(new MemorySource(file)));
        Assert.Equal("MDB122", Assert.Single(target.Problems).Code);
        Assert.Equal(0, Lost(target, file));
    }

    [Theory]
    [InlineData("vmdump.0", 1)]
    [InlineData("vmdump.2", 16)] // a page in the middle of a block takes the whole block
    public void The_cache_keeps_no_more_than_it_may(string name, int step)
    {
        const long Most = 8 << 20; // less than half of the dump
        using var file = new MemorySource(Bytes("ctx-new-vmdump", name));
        VmdumpPages pages = VmdumpOpener.Open(
            file, CompressedDump.Find(file, name, _ => { })!, name, _ => { }, new VmdumpSettings { CacheBytes = Most });
        long peak = 0;
        var page = new byte[4096];
        for (long i = 0; i < pages.Count; i += step)
        {
            Assert.Equal(page.Length, pages.Read(i, 0, page));
            peak = Math.Max(peak, pages.Cache.Bytes);
        }

        Assert.InRange(peak, Most / 2, Most);
    }

    [Fact]
    public void How_far_streams_have_been_inflated_is_told_page_by_page()
    {
        using var file = new MemorySource(Bytes("ctx-new-vmdump", "vmdump.2"));
        var progress = new WorkProgress();
        VmdumpPages pages = VmdumpOpener.Open(
            file, CompressedDump.Find(file, "vmdump.2", _ => { })!, "vmdump.2", _ => { }, new VmdumpSettings { Progress = progress });
        Assert.Equal(("inflating", pages.Count, 0), (progress.Name, progress.Total, progress.Done));
        pages.Read(0, 0, new byte[8]);
        long first = progress.Done;
        Assert.InRange(first, 1, pages.Count - 1);
        pages.Read(pages.Count - 1, 0, new byte[8]);
        Assert.InRange(progress.Done, first + 1, pages.Count);
    }

    [Theory]
    [InlineData("vmdump.1")]
    [InlineData("vmdump.2")]
    public void The_cache_is_as_large_as_is_asked_for(string name)
    {
        const long Most = 6 << 20;
        using var target = (KernelTarget)DumpOpener.Open(
            new OpenRequest { Operands = [name], WorkingDirectory = DumpCache.Folder("ctx-new-vmdump"), CacheBytes = Most });
        long peak = 0;
        foreach (ulong frame in Frames(target, new MemorySource(Bytes("ctx-new-vmdump", name))))
        {
            Assert.Equal(8, target.Physical.Read(frame << 12, new byte[8]));
            peak = Math.Max(peak, target.Compressed!.Cache.Bytes);
        }

        Assert.InRange(peak, Most / 2, Most);
    }

    [Fact]
    public void A_stream_without_its_magic_loses_pages_up_to_the_next_header()
    {
        using KernelTarget target = Open("bad-vmdump", "vmdump.6");
        Assert.Equal(["MDB124", "MDB121"], target.Problems.Select(p => p.Code));
        Assert.Equal(0x387, Lost(target, Bytes("bad-vmdump", "vmdump.6"))); // the pages of the first group
    }

    [Fact]
    public void A_bad_bzip2_block_loses_pages_up_to_the_next_header()
    {
        byte[] file = Bytes("ctx-new-vmdump", "vmdump.2");
        file[(int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(48)) + 3000] ^= 0xff;
        using KernelTarget target = Assert.IsType<KernelTarget>(Dumps.TryOpen(new MemorySource(file)));
        Assert.InRange(Lost(target, file), 1, (int)target.Header.PageCount - 1);
        Assert.Contains(target.Problems, p => p.Message.Contains("bad bzip2 block at byte ", StringComparison.Ordinal));
        Assert.Contains(target.Problems, p => p.Code == "MDB121");
    }

    [Fact]
    public void A_corrupt_page_beside_bzip2_streams_is_reported()
    {
        var index = new BlockIndex();
        index.Pages.Add(new StoredPage(0, 8));
        var problems = new List<Problem>();
        var pages = new Bzip2Pages(
            new MemorySource(new byte[8]), new DumpHeader { PageCount = 1, PageShift = 12 },
            new Bzip2Streams(1, index, "vmdump.0", new IndexWork(problems.Add)), "vmdump.0", problems.Add);
        Assert.Equal(0, pages.Read(0, 0, new byte[8]));
        Assert.Equal("vmdump.0: page 0 at offset 0 does not expand to 4096 bytes; it is lost", Assert.Single(problems).Message);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Whatever_is_damaged_is_answered_or_refused_clearly(string name)
    {
        byte[] good = Bytes("ctx-new-vmdump", name);
        var damage = Gen.Select(Gen.Int[0, good.Length - 1].Array[1, 8], Gen.Byte.Array[8], Gen.Int[0, good.Length], Gen.Bool);
        damage.Sample((places, values, cut, isCut) =>
        {
            byte[] file = isCut ? good[..cut] : [.. good];
            for (int i = 0; i < places.Length; i++)
            {
                file[places[i] % Math.Max(file.Length, 1)] = values[i];
            }

            using KernelTarget? target = Dumps.TryOpen(new MemorySource(file));
            if (target is not null)
            {
                Dumps.Exercise(target);
            }
        }, iter: 15, threads: 1);
    }

    [Fact]
    public void Later_data_formats_are_refused()
    {
        byte[] file = Bytes("ctx-new-vmdump", "vmdump.0");
        file[file.Length - 65536 + 1912 + 4] = 2;
        var thrown = Assert.Throws<DumpException>(() => DumpOpener.OpenKernel(new MemorySource(file), "vmdump.0"));
        Assert.Equal("cannot open compressed dump; decompress using savecore -f vmdump.0", thrown.Message);
    }
}
