using System.Text.Json;
using Conformance;
using DumpBuilder;
using Mdb.Tests.Processes;

namespace Mdb.Tests.Triage;

/// <summary>Dumps of one bug and of another, told apart by their records.</summary>
public sealed class BugTests : IDisposable
{
    private const string Scenarios = "../../samples/scenarios";

    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void One_bug_on_another_day_at_another_address_has_the_same_stable_signature()
    {
        const string Later = """
            ::status { crashtime = 2021 Feb 03 04:05:06 nodename = "other" panicstring = "BAD TRAP: type=e (#pf Page fault) rp=fffffe00aa44e600 addr=18 occurred in module \"vmm\" due to a NULL pointer dereference" }
            fffffe008044e600::print struct regs r_savpc = vmm_restorectx+0x33
            """;
        JsonElement one = Record("");
        JsonElement other = Record(Later);
        Assert.NotEqual(Text(one, "identity"), Text(other, "identity"));
        Assert.Equal(Signature(one, "stable"), Signature(other, "stable"));
        Assert.NotEqual(Signature(one, "exact"), Signature(other, "exact"));
    }

    [Fact]
    public void Another_bug_with_the_same_message_has_another_signature()
    {
        JsonElement one = Record("");
        JsonElement other = Record("fffffe008044e600::print struct regs r_savpc = vmm_ioctl+0x2b");
        Assert.Equal(Text(one, "panicstr"), Text(other, "panicstr"));
        Assert.NotEqual(Signature(one, "stable"), Signature(other, "stable"));
    }

    [Fact]
    public void What_keeps_a_record_from_being_written_exits_with_75_and_the_next_run_goes_on()
    {
        string dump = DumpCache.Folder("ctx-new");
        _mdb.Run("", "triage", "--out", "whole", dump);
        string name = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_mdb.Folder, "whole"), "*.json")));
        string obstacle = Path.Combine(_mdb.Folder, "out", name);
        Directory.CreateDirectory(obstacle);
        ProcessResult stopped = _mdb.Run("", "triage", "--out", "out", dump);
        Assert.Equal(75, stopped.Status);
        Assert.Contains("run it again to go on", stopped.Error, StringComparison.Ordinal);
        Directory.Delete(obstacle);
        ProcessResult again = _mdb.Run("", "triage", "--out", "out", dump);
        Assert.Equal(0, again.Status);
        Assert.Contains("1 recorded, 0 there already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_exits_with_75()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        File.WriteAllLines(Path.Combine(_mdb.Folder, "list"), Enumerable.Repeat(DumpCache.Folder("many"), 500));
        ProcessResult result = _mdb.Shell("\"$MDB\" triage --json --jobs 1 --from list > records & p=$!; until test -s records; do sleep 0.1; done; kill -TERM $p; wait $p");
        Assert.Equal(75, result.Status);
        Assert.Contains("interrupted: run it again to go on", result.Error, StringComparison.Ordinal);
    }

    private JsonElement Record(string more)
    {
        string scenarios = Path.Combine(RepositoryPaths.Folder, Scenarios);
        string folder = Directory.CreateDirectory(Path.Combine(_mdb.Folder, Path.GetRandomFileName())).FullName;
        DumpImage image = Scenario.Parse("#include \"bhyve-old.scenario\"\n" + more, "bug", name => File.ReadAllText(Path.Combine(scenarios, name)));
        image.Write(Path.Combine(folder, "unix.0"), Path.Combine(folder, "vmcore.0"));
        return JsonDocument.Parse(_mdb.Run("", "triage", "--json", folder).Output).RootElement;
    }

    private static string? Signature(JsonElement record, string which) => Text(record.GetProperty("signature"), which);

    private static string? Text(JsonElement record, string key) => record.GetProperty(key).GetString();
}
