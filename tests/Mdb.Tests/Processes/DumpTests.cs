using System.Text.Json;

namespace Mdb.Tests.Processes;

public class DumpTests
{
    private const string Script = "fffffe5af5cc8040::print kthread_t t_ctx";

    [Theory]
    [InlineData("unix.0", "vmcore.0")]
    [InlineData("vmcore.0")]
    [InlineData("0")]
    [InlineData(".")]
    [InlineData("-k", "0")]
    [InlineData("--no-mmap", "0")]
    public void A_dump_can_be_named_in_many_ways(params string[] words)
    {
        using var mdb = new MdbProcess("ctx-old");
        ProcessResult result = mdb.Run("", ["-S", "-e", Script, .. words]);
        Assert.Equal(("", 0), (result.Error, result.Status));
        Assert.Matches("^t_ctx = 0xfffffe5a[0-9a-f]+\n$", result.Output);
    }

    [Theory]
    [InlineData("mdb: failed to open unix.7: No such file or directory\n", "7")]
    [InlineData("mdb: failed to open nosuch: No such file or directory\n", "nosuch")]
    [InlineData("mdb: failed to open nosuch: No such file or directory\n", "unix.0", "nosuch")]
    [InlineData("mdb: failed to open /dev/ksyms: No such file or directory\n", "-k")]
    public void What_cannot_be_opened_is_one_line_and_status_1(string message, params string[] words)
    {
        using var mdb = new MdbProcess("ctx-old");
        Assert.Equal(new ProcessResult("", message, 1), mdb.Run("1=X\n", words));
    }

    [Fact]
    public void A_running_process_is_refused()
    {
        using var mdb = new MdbProcess();
        Assert.Equal(
            new ProcessResult("", "mdb: only dumps and files can be looked at, so there is no use for -p\n", 1),
            mdb.Run("", "-p", "1"));
    }

    [Fact]
    public void A_file_that_is_no_dump_is_read_as_bytes()
    {
        using var mdb = new MdbProcess();
        File.WriteAllText(Path.Combine(mdb.Folder, "text"), "hello\0");
        Assert.Equal(new ProcessResult("0:              hello\n", "", 0), mdb.Run("", "-S", "-e", "0/s", "text"));
    }

    [Fact]
    public void Preloading_names_the_modules()
    {
        using var mdb = new MdbProcess("ctx-old");
        ProcessResult result = mdb.Run("", "-S", "-M", "-e", "::echo", "0");
        Assert.StartsWith("Preloading module symbols: [ unix genunix ", result.Output);
    }

    [Fact]
    public void Rows_come_as_json_when_asked()
    {
        using var mdb = new MdbProcess("ctx-old");
        ProcessResult result = mdb.Run("", "-S", "--json", "-e", "::walk proc", "0");
        Assert.Equal(("", 0), (result.Error, result.Status));
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 2);
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }
}
