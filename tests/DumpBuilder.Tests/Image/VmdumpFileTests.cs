using CsCheck;
using DumpBuilder.Kernel;
using DumpReader;
using DumpReader.Targets;

namespace DumpBuilder.Tests.Image;

/// <summary>What the builder compresses is read in place, and expanded, to the same bytes.</summary>
public class VmdumpFileTests
{
    private const ulong Memory = 0xfffffe0000000000;

    private static readonly Gen<VmdumpForm> Forms = Gen.Select(Gen.Enum<VmdumpEncoding>(), Gen.Int[1, 5], Gen.Bool, Gen.Bool).Select(
        (encoding, streams, isDevice, hasHeader) => new VmdumpForm
        {
            Encoding = encoding,
            Streams = streams,
            IsDevice = isDevice,
            HasDataHeader = hasHeader || encoding != VmdumpEncoding.Lzjb, // streams always have one
        });

    [Fact]
    public void Every_form_is_read_in_place_and_expanded_to_the_same_bytes() =>
        Gen.Select(Forms, Gen.Int[1, 1800], Gen.Int, Gen.Int[0, 2].Select(i => new long?[] { null, 1, 1 << 20 }[i])).Sample((form, pages, seed, cache) =>
        {
            using var folder = new TempFolder();
            string unix = folder.File("unix.8");
            string vmcore = folder.File("vmcore.8");
            string vmdump = folder.File("vmdump.9");
            byte[] memory = Contents(pages, seed);
            Build(vmcore, unix, memory);
            VmdumpFile.Write(vmcore, vmdump, form);
            using (CrashDump dump = CrashDump.Open(new OpenRequest { Operands = [vmdump], CacheBytes = cache }))
            {
                var found = new byte[memory.Length];
                Assert.Equal(found.Length, dump.Memory.Read(Memory, found));
                Assert.True(memory.AsSpan().SequenceEqual(found));
                Assert.DoesNotContain(dump.Problems, p => p.Code != "MDB505"); // it has no panic buffer
            }

            Extracted made = DumpExtractor.Extract(new ExtractRequest { Dump = vmdump, CacheBytes = cache, Threads = 1 + (pages % 3) });
            Assert.Equal((0L, 0), (made.Lost, made.Problems.Count));
            Assert.True(File.ReadAllBytes(unix).AsSpan().SequenceEqual(File.ReadAllBytes(made.Unix)));
            AssertSame(File.ReadAllBytes(vmcore), File.ReadAllBytes(made.Vmcore));
        }, iter: 10, threads: 1);

    [Theory]
    [InlineData(VmdumpEncoding.Lzjb)]
    [InlineData(VmdumpEncoding.LzjbStreams)]
    [InlineData(VmdumpEncoding.Bzip2Streams)]
    public void A_broken_off_extraction_leaves_nothing(VmdumpEncoding encoding)
    {
        using var folder = new TempFolder();
        Build(folder.File("vmcore.8"), folder.File("unix.8"), Contents(pages: 100, seed: 3));
        VmdumpFile.Write(folder.File("vmcore.8"), folder.File("vmdump.9"), new VmdumpForm { Encoding = encoding });
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => DumpExtractor.Extract(new ExtractRequest { Dump = folder.File("vmdump.9") }, cancelled.Token));
        Assert.Equal(
            ["unix.8", "vmcore.8", "vmdump.9"],
            Directory.EnumerateFiles(Path.GetDirectoryName(folder.File("x"))!).Select(f => Path.GetFileName(f)!).Order());
    }

    private static void AssertSame(byte[] expected, byte[] found)
    {
        int common = Math.Min(expected.Length, found.Length);
        expected.AsSpan(16, 8).Clear(); // dump_start
        found.AsSpan(16, 8).Clear();
        Assert.True(expected.AsSpan(0, common).SequenceEqual(found.AsSpan(0, common)));
        Assert.False(expected.AsSpan(common).ContainsAnyExcept((byte)0)); // a group may end the file before its last zeros
        Assert.False(found.AsSpan(common).ContainsAnyExcept((byte)0));
    }

    /// <summary>Memory of which some is zero, some even, some noise and some like pointers.</summary>
    private static byte[] Contents(int pages, int seed)
    {
        var random = new Random(seed);
        var memory = new byte[pages * 4096];
        for (int i = 0; i < pages; i++)
        {
            Span<byte> page = memory.AsSpan(i * 4096, 4096);
            switch (random.Next(5))
            {
                case 0:
                    random.NextBytes(page);
                    break;
                case 1:
                    page.Fill((byte)random.Next(256));
                    break;
                case 2:
                    for (int at = 0; at < page.Length; at += 8)
                    {
                        BitConverter.TryWriteBytes(page[at..], Memory + ((ulong)random.Next(64) << 12));
                    }

                    break;
            }
        }

        return memory;
    }

    /// <summary>A kernel that is hardly one.</summary>
    private static void Build(string vmcore, string unix, byte[] memory)
    {
        var image = new DumpImage();
        KernelModule kernel = image.AddModule("unix");
        (kernel.Text, kernel.TextSize, kernel.Data, kernel.DataSize) = (0xfffffffffb800000, 0x10000, 0xfffffffffbc00000, 0x10000);
        kernel.AddObject("kas", 0xfffffffffbc00100, 224);
        kernel.AddObject("modules", 0xfffffffffbc00400, 144);
        image.AddRegion(Memory, (ulong)memory.Length, writer => writer.Write(writer.Address, memory));
        image.Write(unix, vmcore);
    }
}
