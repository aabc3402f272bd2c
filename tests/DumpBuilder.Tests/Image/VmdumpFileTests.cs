using DumpBuilder.Kernel;
using DumpReader.Targets;

namespace DumpBuilder.Tests.Image;

/// <summary>What the builder compresses, the extractor expands to the same bytes.</summary>
public class VmdumpFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Expanding_gives_back_the_dump(int streams)
    {
        string folder = Directory.CreateTempSubdirectory("mdb-vmdump-").FullName;
        try
        {
            string unix = Path.Combine(folder, "unix.8");
            string vmcore = Path.Combine(folder, "vmcore.8");
            Large(vmcore, unix, pages: 3000);
            VmdumpFile.Write(vmcore, Path.Combine(folder, "vmdump.9"), streams);
            Extracted made = DumpExtractor.Extract(new ExtractRequest { Dump = Path.Combine(folder, "vmdump.9") });
            Assert.Equal((0L, 0), (made.Lost, made.Problems.Count));
            Assert.True(File.ReadAllBytes(unix).AsSpan().SequenceEqual(File.ReadAllBytes(made.Unix)));
            byte[] expected = File.ReadAllBytes(vmcore);
            byte[] found = File.ReadAllBytes(made.Vmcore);
            int common = Math.Min(expected.Length, found.Length);
            expected.AsSpan(16, 8).Clear(); // dump_start
            found.AsSpan(16, 8).Clear();
            Assert.True(expected.AsSpan(0, common).SequenceEqual(found.AsSpan(0, common)));
            Assert.False(expected.AsSpan(common).ContainsAnyExcept((byte)0)); // a group may end the file before its last zeros
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_broken_off_extraction_leaves_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("mdb-vmdump-").FullName;
        try
        {
            Large(Path.Combine(folder, "vmcore.8"), Path.Combine(folder, "unix.8"), pages: 100);
            VmdumpFile.Write(Path.Combine(folder, "vmcore.8"), Path.Combine(folder, "vmdump.9"));
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(
                () => DumpExtractor.Extract(new ExtractRequest { Dump = Path.Combine(folder, "vmdump.9") }, cancelled.Token));
            Assert.Equal(["unix.8", "vmcore.8", "vmdump.9"], Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A kernel that is hardly one, and memory of which some is zero, some even and some noise.</summary>
    private static void Large(string vmcore, string unix, int pages)
    {
        var image = new DumpImage();
        KernelModule kernel = image.AddModule("unix");
        (kernel.Text, kernel.TextSize, kernel.Data, kernel.DataSize) = (0xfffffffffb800000, 0x10000, 0xfffffffffbc00000, 0x10000);
        kernel.AddObject("kas", 0xfffffffffbc00100, 224);
        kernel.AddObject("modules", 0xfffffffffbc00400, 144);
        var random = new Random(3);
        image.AddRegion(0xfffffe0000000000, (ulong)pages * 4096, writer =>
        {
            var page = new byte[4096];
            for (int i = 0; i < pages; i++)
            {
                page.AsSpan().Fill((byte)(i % 5));
                if (i % 7 == 0)
                {
                    random.NextBytes(page);
                }

                writer.Write(writer.Address + ((ulong)i * 4096), page);
            }
        });
        image.Write(unix, vmcore);
    }
}
