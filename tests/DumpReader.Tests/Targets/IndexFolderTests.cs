using Conformance;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Targets;

namespace DumpReader.Tests.Targets;

public sealed class IndexFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-index").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_not_used_for_longest_goes_first_and_the_last_one_written_stays()
    {
        string[] indexes = [.. Enumerable.Range(0, 5).Select(i => Index(i, 100, age: 10 + i))];
        string own = Index(9, 250, age: 100);
        IndexFolder.Touch(indexes[4]);
        IndexFolder.Prune(_folder, own, mostBytes: 450, mostFiles: 100);
        Assert.Equal([true, false, false, false, true], indexes.Select(File.Exists));
        Assert.True(File.Exists(own));
        IndexFolder.Prune(_folder, own, mostBytes: 10, mostFiles: 100);
        Assert.Equal([own], Directory.GetFiles(_folder));
    }

    [Fact]
    public void There_are_no_more_of_them_than_allowed()
    {
        string[] indexes = [.. Enumerable.Range(0, 5).Select(i => Index(i, 1, age: i))];
        IndexFolder.Prune(_folder, indexes[4], mostBytes: 1 << 20, mostFiles: 3);
        Assert.Equal([true, true, false, false, true], indexes.Select(File.Exists));
    }

    [Fact]
    public void Nothing_else_is_touched()
    {
        string target = Index(1, 10, age: 0);
        string[] others = ["history", "vmdump.0.mdbindex", new string('A', 32) + ".mdbindex", new string('a', 33) + ".mdbindex", new string('a', 32) + ".mdbindex.1.unfinished"];
        foreach (string other in others)
        {
            File.WriteAllBytes(Path.Combine(_folder, other), new byte[1000]);
        }

        Directory.CreateDirectory(Path.Combine(_folder, new string('b', 32) + ".mdbindex"));
        string link = Path.Combine(_folder, new string('c', 32) + ".mdbindex");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(link, Path.Combine(_folder, "history"));
        }

        int before = Directory.GetFileSystemEntries(_folder).Length;
        IndexFolder.Prune(_folder, target, mostBytes: 0, mostFiles: 1);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_none_of_our_business()
    {
        string gone = Path.Combine(_folder, "gone");
        IndexFolder.Prune(gone, Path.Combine(gone, "x"), 0, 0);
        IndexFolder.Touch(Path.Combine(gone, "x"));
        Assert.False(Directory.Exists(gone));
    }

    [Fact]
    public void Several_at_once_do_not_disturb_each_other()
    {
        Parallel.For(0, 200, i =>
        {
            string own = IndexFolder.Place(_folder, i.ToString("x32", null));
            File.WriteAllBytes(own, new byte[100]);
            IndexFolder.Prune(_folder, own, mostBytes: 1000, mostFiles: 100);
        });
        string last = Index(200, 100, age: 0);
        IndexFolder.Prune(_folder, last, mostBytes: 1000, mostFiles: 100);
        Assert.Equal(10, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void An_index_that_is_used_from_the_folder_is_noted_as_used()
    {
        string dumps = Path.Combine(_folder, "dumps");
        string dump = Path.Combine(dumps, "vmdump.1");
        Directory.CreateDirectory(dump + ".mdbindex"); // so that there is no room beside the dump
        File.Copy(Path.Combine(DumpCache.Folder("ctx-new-vmdump"), "vmdump.1"), dump);
        string indexes = Path.Combine(_folder, "indexes");
        Open(dump, indexes);
        string index = Assert.Single(Directory.GetFiles(indexes));
        DateTime old = DateTime.UtcNow.AddDays(-30);
        File.SetLastWriteTimeUtc(index, old);
        Open(dump, indexes);
        Assert.True(File.GetLastWriteTimeUtc(index) > old.AddDays(20));
    }

    private static void Open(string dump, string folder)
    {
        using var target = (KernelTarget)DumpOpener.Open(
            new OpenRequest { Operands = [dump], KeepIndex = true, IndexFolder = folder, KeepIndexAfter = TimeSpan.Zero });
        target.Compressed!.Read(0, 0, new byte[8]);
    }

    private string Index(int number, int length, int age)
    {
        string path = IndexFolder.Place(_folder, number.ToString("x32", null));
        File.WriteAllBytes(path, new byte[length]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-age));
        return path;
    }
}
