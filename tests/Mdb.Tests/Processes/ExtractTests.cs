using System.Diagnostics;
using Conformance;

namespace Mdb.Tests.Processes;

/// <summary><c>mdb extract</c>: what savecore would write, whole or not at all.</summary>
public class ExtractTests
{
    private const int StartOffset = 16; // dump_start: what the source had, which nothing depends on

    private static readonly byte[] Unix = File.ReadAllBytes(Path.Combine(DumpCache.Folder("ctx-new"), "unix.0"));
    private static readonly byte[] Vmcore = File.ReadAllBytes(Path.Combine(DumpCache.Folder("ctx-new"), "vmcore.0"));

    [Theory]
    [InlineData("vmdump.0", "0")]
    [InlineData("vmdump.1", "1")]
    [InlineData("vmdump.2", "2")]
    [InlineData("vmdump.3", "3")]
    [InlineData("dumpdev.img", "0")]
    [InlineData("vmdump.2", "2", "--no-mmap", "-j", "1")]
    [InlineData("vmdump.1", "1", "--no-mmap", "-j", "3")]
    public void Every_encoding_gives_the_files_of_savecore(string dump, string number, params string[] options)
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        string output = Output(mdb);
        ProcessResult result = mdb.Run("", ["extract", .. options, "-o", "out", dump]);
        Assert.Equal(new ProcessResult($"out/unix.{number}\nout/vmcore.{number}\n", "", 0), result);
        Assert.Equal(["unix." + number, "vmcore." + number], Names(output));
        AssertWhole(output);
    }

    [Fact]
    public void The_device_image_keeps_even_the_place_of_its_header()
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        string output = Output(mdb);
        mdb.Run("", "extract", "-o", "out", "dumpdev.img");
        Assert.True(Vmcore.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(output, "vmcore.0"))));
    }

    [Fact]
    public void What_is_there_is_not_replaced_unless_asked()
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        string output = Output(mdb);
        File.WriteAllText(Path.Combine(output, "vmcore.1"), "mine");
        Assert.Equal(
            new ProcessResult("", "mdb: out/vmcore.1 exists; --force replaces it\n", 1), mdb.Run("", "extract", "-o", "out", "vmdump.1"));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(output, "vmcore.1")));
        Assert.Equal(0, mdb.Run("", "extract", "--force", "-o", "out", "vmdump.1").Status);
        AssertWhole(output);
    }

    [Theory]
    [InlineData("vmdump.1", "2875 of 4469 pages are damaged or missing")]
    [InlineData("vmdump.2", "1 of 4469 pages are damaged or missing")]
    [InlineData("vmdump.6", "903 of 4469 pages are damaged or missing")]
    public void Lost_pages_are_written_as_zeros_only_by_force_and_the_result_is_not_complete(string dump, string message)
    {
        using var mdb = new MdbProcess("bad-vmdump");
        string output = Output(mdb);
        ProcessResult refused = mdb.Run("", "extract", "-o", "out", dump);
        Assert.Equal(("", 1), (refused.Output, refused.Status));
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Empty(Names(output));
        ProcessResult forced = mdb.Run("", "extract", "--force", "-o", "out", dump);
        Assert.Equal(1, forced.Status);
        string vmcore = Path.Combine(output, "vmcore." + dump[^1]);
        Assert.Equal(0x10000u, BitConverter.ToUInt32(File.ReadAllBytes(vmcore), 8));
        Assert.Contains("not complete", mdb.Run("", "-S", "-e", "1=X", vmcore).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "mdb: 0: not a compressed dump: neither a vmdump nor the image of a dump device\n", "0")]
    [InlineData(1, "mdb: failed to open nosuch: No such file or directory\n", "nosuch")]
    [InlineData(1, "mdb: failed to create nosuch/unix.0: No such file or directory\n", "-o", "nosuch", "vmdump.0")]
    [InlineData(1, "mdb: vmdump.0: a vmdump has no message area; savecore leaves it on the dump device (::msgbuf shows what is in memory)\n", "--messages", "vmdump.0")]
    public void What_cannot_be_is_one_line(int status, string message, params string[] words)
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        File.WriteAllText(Path.Combine(mdb.Folder, "0"), "text");
        Assert.Equal(new ProcessResult("", message, status), mdb.Run("", ["extract", .. words]));
    }

    [Fact]
    public void A_wrong_command_line_shows_how_it_is_used()
    {
        using var mdb = new MdbProcess();
        ProcessResult result = mdb.Run("", "extract", "--nosuch", "vmdump.0");
        Assert.Equal(("", 2), (result.Output, result.Status));
        Assert.Contains("Usage: mdb extract", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, mdb.Run("", "extract", "--help").Status);
    }

    [Fact]
    public void The_saved_messages_are_printed()
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        ProcessResult result = mdb.Run("", "extract", "--messages", "dumpdev.img");
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(("", 0, 10), (result.Error, result.Status, lines.Length));
        Assert.Equal("SunOS Release 5.11 Version joyent_20180621T213511Z 64-bit", lines[0]);
        Assert.Equal("BAD TRAP: type=e (#pf Page fault) rp=fffffe008044e600 addr=8", lines[4]);
        Assert.Equal("dumping to /dev/zvol/dsk/zones/dump, offset 65536, content: kernel", lines[9]);
    }

    [Fact]
    public void A_killed_run_leaves_no_file_that_is_not_whole() => Kill(runs: 8);

    [Fact(Explicit = true)]
    public void Fifty_killed_runs_leave_no_file_that_is_not_whole() => Kill(runs: 50);

    [Fact]
    public void An_interrupted_run_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var mdb = new MdbProcess("ctx-new-vmdump");
        string output = Output(mdb);
        mdb.Shell("for i in 1 2 3 4; do $MDB extract -j 1 -o out vmdump.2 & sleep 0.$i; kill -TERM $!; wait; done");
        Assert.DoesNotContain(Names(output), n => n.EndsWith(".unfinished", StringComparison.Ordinal));
        AssertWhole(output);
    }

    private static void Kill(int runs)
    {
        using var mdb = new MdbProcess("ctx-new-vmdump");
        string output = Output(mdb);
        string[] words = ["extract", "--force", "-j", "1", "-o", output, Path.Combine(mdb.Folder, "vmdump.2")];
        var clock = Stopwatch.StartNew();
        Run(words, null);
        double whole = clock.Elapsed.TotalMilliseconds;
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < runs; i++)
        {
            if (i % 2 == 0)
            {
                File.Delete(Path.Combine(output, "unix.2"));
                File.Delete(Path.Combine(output, "vmcore.2"));
            }

            Run(words, TimeSpan.FromMilliseconds(whole * (0.3 + (0.8 * random.NextDouble()))));
            AssertWhole(output);
        }

        Run(words, null);
        Assert.Equal(["unix.2", "vmcore.2"], Names(output)); // what the killed ones left is gone
    }

    private static void Run(string[] words, TimeSpan? life)
    {
        using Process process = Process.Start(new ProcessStartInfo(MdbProcess.Program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (life is { } time && !process.WaitForExit(time))
        {
            process.Kill();
        }

        process.WaitForExit();
    }

    private static string Output(MdbProcess mdb) => Directory.CreateDirectory(Path.Combine(mdb.Folder, "out")).FullName;

    private static string[] Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order()];

    private static void AssertWhole(string folder)
    {
        foreach (string name in Names(folder).Where(n => !n.EndsWith(".unfinished", StringComparison.Ordinal)))
        {
            byte[] file = File.ReadAllBytes(Path.Combine(folder, name));
            byte[] expected = name.StartsWith("unix", StringComparison.Ordinal) ? Unix : Vmcore;
            if (expected == Vmcore && file.Length == expected.Length)
            {
                Vmcore.AsSpan(StartOffset, 8).CopyTo(file.AsSpan(StartOffset));
            }

            Assert.True(expected.AsSpan().SequenceEqual(file), $"{name} is not whole");
        }
    }
}
