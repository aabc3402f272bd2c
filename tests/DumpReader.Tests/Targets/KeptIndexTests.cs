using System.Diagnostics;
using System.IO.Hashing;
using Conformance;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>The index of a compressed dump that is kept from one time to the next.</summary>
public sealed class KeptIndexTests : IDisposable
{
    private const int HeadSize = 48;
    private const int HashSize = 16;

    private static readonly byte[] Expected = Expand();

    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-index-").FullName;

    public static TheoryData<string> Encodings => ["vmdump.0", "vmdump.1", "vmdump.2", "vmdump.3", "dumpdev.img"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_second_time_the_data_is_not_gone_over_again(string name)
    {
        Copy(name);
        var first = new WorkProgress();
        using (KernelTarget target = Open(name, first))
        {
            AssertWhole(target);
            Assert.False(target.Compressed!.IsFromKept);
        }

        var second = new WorkProgress();
        using (KernelTarget target = Open(name, second))
        {
            AssertWhole(target);
            Assert.True(target.Compressed!.IsFromKept);
            Assert.Empty(target.Problems);
        }

        Assert.Equal((name == "vmdump.2" ? "inflating" : "indexing", ""), (first.Name, second.Name));
    }

    [Fact]
    public void Streams_of_bzip2_go_on_where_they_were_left()
    {
        Copy("vmdump.2");
        var page = new byte[4096];
        foreach (double part in (double[])[0, 0.1, 0.5, 0.2, 0.9, 1])
        {
            using KernelTarget target = Open("vmdump.2");
            long index = (long)(part * (target.Header.PageCount - 1));
            Assert.Equal(page.Length, target.Compressed!.Read(index, 0, page));
            Assert.True(Expected.AsSpan((int)index * 4096, 4096).SequenceEqual(page));
        }

        using KernelTarget last = Open("vmdump.2");
        Assert.True(last.Compressed!.IsFromKept);
        AssertWhole(last);
    }

    [Theory]
    [InlineData("vmdump.0")]
    [InlineData("vmdump.1")]
    [InlineData("vmdump.2")]
    public void A_damaged_index_is_not_used_and_made_again(string name)
    {
        byte[] good = Keep(name);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte[1, 255], Gen.Bool).Sample((place, change, isCut) =>
        {
            byte[] bad = isCut ? good[..place] : [.. good];
            if (!isCut)
            {
                bad[place] ^= change;
            }

            File.WriteAllBytes(IndexOf(name), bad);
            using (KernelTarget target = Open(name))
            {
                Assert.False(target.Compressed!.IsFromKept);
                target.Compressed.Read(target.Header.PageCount - 1, 0, new byte[8]);
            }

            using KernelTarget again = Open(name);
            Assert.True(again.Compressed!.IsFromKept);
        }, iter: 20, threads: 1);
    }

    [Theory]
    [InlineData("vmdump.0")]
    [InlineData("vmdump.1")]
    [InlineData("vmdump.2")]
    public void An_index_that_lies_gives_no_wrong_page(string name)
    {
        byte[] good = Keep(name, pages: 2000);
        Gen.Select(Gen.Int[HeadSize, good.Length - HashSize - 1].Array[1, 4], Gen.Byte.Array[4], Gen.Int[0, 9]).Sample((places, values, isCut) =>
        {
            byte[] bad = isCut == 0 ? good[..(places[0] + HashSize)] : [.. good];
            for (int i = 0; i < places.Length; i++)
            {
                bad[Math.Min(places[i], bad.Length - 1)] = values[i];
            }

            XxHash128.Hash(bad.AsSpan(0, bad.Length - HashSize), bad.AsSpan(bad.Length - HashSize));
            File.WriteAllBytes(IndexOf(name), bad);
            using KernelTarget target = Open(name);
            AssertWhole(target);
            Assert.Empty(target.Problems);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public void The_index_of_another_dump_is_not_used()
    {
        Keep("vmdump.1");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "vmdump.1"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        AssertFromKept("vmdump.1", false);
        Keep("vmdump.1");
        byte[] dump = File.ReadAllBytes(Path.Combine(_folder, "vmdump.1"));
        DateTime time = File.GetLastWriteTimeUtc(Path.Combine(_folder, "vmdump.1"));
        dump[dump.Length - 65536 + 1900]++; // the last byte of dump_uuid: same length, same time, another header
        File.WriteAllBytes(Path.Combine(_folder, "vmdump.1"), dump);
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "vmdump.1"), time);
        AssertFromKept("vmdump.1", false);
    }

    [Fact]
    public void A_dump_that_changed_while_it_was_open_leaves_no_index()
    {
        Copy("vmdump.1");
        using (Open("vmdump.1"))
        {
            File.SetLastWriteTimeUtc(Path.Combine(_folder, "vmdump.1"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.False(File.Exists(IndexOf("vmdump.1")));
    }

    [Fact]
    public void Without_the_index_all_is_as_before()
    {
        Keep("vmdump.0");
        File.Delete(IndexOf("vmdump.0"));
        AssertFromKept("vmdump.0", false);
    }

    [Fact]
    public void A_dump_with_damage_is_gone_over_each_time()
    {
        File.Copy(Path.Combine(DumpCache.Folder("bad-vmdump"), "vmdump.1"), Path.Combine(_folder, "vmdump.1"));
        using (Open("vmdump.1"))
        {
        }

        Assert.False(File.Exists(IndexOf("vmdump.1")));
    }

    [Fact]
    public void What_was_quick_to_make_is_not_kept_and_nothing_is_unless_asked()
    {
        Copy("vmdump.0");
        using (Open("vmdump.0", after: TimeSpan.FromHours(1)))
        {
        }

        using (CrashDump.Open(Path.Combine(_folder, "vmdump.0")))
        {
        }

        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Where_the_folder_of_the_dump_cannot_be_written_another_is_used()
    {
        Copy("vmdump.2");
        Directory.CreateDirectory(IndexOf("vmdump.2")); // also for one who may write everywhere
        string other = Path.Combine(_folder, "cache", "mdb");
        Open("vmdump.2", folder: other).Dispose();
        Assert.Single(Directory.EnumerateFiles(other, "*.mdbindex"));
        using (KernelTarget target = Open("vmdump.2", folder: other))
        {
            Assert.True(target.Compressed!.IsFromKept);
            AssertWhole(target);
        }

        Directory.Delete(other, recursive: true);
        File.WriteAllText(other, "no folder");
        Open("vmdump.2", folder: other).Dispose();
        Assert.Equal("no folder", File.ReadAllText(other));
    }

    [Fact]
    public void An_index_that_others_may_write_is_not_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "owners and permissions");
        Keep("vmdump.0");
        Process.Start("chmod", ["o+w", IndexOf("vmdump.0")]).WaitForExit();
        AssertFromKept("vmdump.0", false);
    }

    private static byte[] Expand()
    {
        using KernelTarget target = Dumps.Open("ctx-new");
        using IByteSource file = Dumps.File("ctx-new");
        return file.GetMemory(target.Header.Data, (int)target.Header.PageCount * 4096).ToArray();
    }

    private string IndexOf(string name) => Path.Combine(_folder, name + ".mdbindex");

    private void Copy(string name) => File.Copy(Path.Combine(DumpCache.Folder("ctx-new-vmdump"), name), Path.Combine(_folder, name), overwrite: true);

    private KernelTarget Open(string name, WorkProgress? progress = null, string? folder = null, TimeSpan after = default) => (KernelTarget)DumpOpener.Open(
        new OpenRequest
        {
            Operands = [name],
            WorkingDirectory = _folder,
            Progress = progress,
            KeepIndex = true,
            IndexFolder = folder,
            KeepIndexAfter = after,
        });

    private byte[] Keep(string name, int pages = int.MaxValue)
    {
        Copy(name);
        using (KernelTarget target = Open(name))
        {
            for (long i = Math.Min(pages, target.Header.PageCount); i-- > 0;)
            {
                target.Compressed!.Read(i, 0, new byte[8]);
            }
        }

        return File.ReadAllBytes(IndexOf(name));
    }

    private void AssertFromKept(string name, bool expected)
    {
        using KernelTarget target = Open(name);
        Assert.Equal(expected, target.Compressed!.IsFromKept);
        AssertWhole(target);
    }

    private static void AssertWhole(KernelTarget target)
    {
        var page = new byte[4096];
        for (long i = target.Header.PageCount - 1; i >= 0; i--)
        {
            Assert.Equal(page.Length, target.Compressed!.Read(i, 0, page));
            int there = (int)Math.Clamp(Expected.Length - (i * 4096), 0, 4096);
            Assert.True(Expected.AsSpan((int)Math.Min(i * 4096, Expected.Length), there).SequenceEqual(page.AsSpan(0, there)), $"page {i}");
        }
    }
}
