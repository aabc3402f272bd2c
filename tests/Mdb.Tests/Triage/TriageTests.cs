using System.Text.Json;
using Conformance;
using Mdb.Tests.Processes;

namespace Mdb.Tests.Triage;

public sealed class TriageTests : IDisposable
{
    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void A_record_says_what_panicked_and_where()
    {
        ProcessResult result = Triage(DumpCache.Folder("system"));
        JsonElement record = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("mdb.triage/1", record.GetProperty("schema").GetString());
        Assert.StartsWith("BAD TRAP: type=e", record.GetProperty("panicstr").GetString(), StringComparison.Ordinal);
        Assert.Equal("zfs`spa_get_stats+0x185", record.GetProperty("panicstack")[5].GetString());
        Assert.Equal("zpool", record.GetProperty("panic").GetProperty("process").GetProperty("name").GetString());
        Assert.Equal("ok", record.GetProperty("ctxop").GetProperty("verdict").GetString());
        Assert.Equal("3e1b2a5c-7d4f-4c69-b8a1-9f0e6d5c4b3a", record.GetProperty("os-instance-uuid").GetString());
    }

    [Fact]
    public void The_same_dump_under_another_name_gives_the_same_bytes()
    {
        string copy = Path.Combine(_mdb.Folder, "copy");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(DumpCache.Folder("bad-trunc-data")))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file).Replace(".0", ".7", StringComparison.Ordinal)));
        }

        Assert.Equal(Triage(DumpCache.Folder("bad-trunc-data")).Output, Triage(copy).Output);
    }

    [Fact]
    public void What_a_kernel_never_had_is_absent_and_no_damage()
    {
        ProcessResult result = Triage("--strict", "--json", DumpCache.Folder("ctx-new"));
        JsonElement record = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("ok", record.GetProperty("status").GetString());
        Assert.Equal(0, record.GetProperty("problems").GetArrayLength());
        JsonElement absent = Assert.Single(record.GetProperty("absent").EnumerateArray().ToArray());
        Assert.Equal("::memstat", absent.GetProperty("question").GetString());
        Assert.Equal("the dump has no symbol total_pages", absent.GetProperty("message").GetString());
        Assert.Equal(0, result.Status);
        Assert.EndsWith("\nabsent\n  ::memstat: the dump has no symbol total_pages\n", Triage("--page", DumpCache.Folder("ctx-new")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad-trunc-data")]
    [InlineData("bad-list-threads-rho")]
    [InlineData("bad-ctf-none")]
    public void What_is_damaged_is_partial_whatever_is_absent_besides(string dump)
    {
        ProcessResult result = Triage("--strict", "--json", DumpCache.Folder(dump));
        JsonElement record = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("partial", record.GetProperty("status").GetString());
        Assert.NotEqual(0, record.GetProperty("problems").GetArrayLength());
        Assert.All(record.GetProperty("problems").EnumerateArray(), p => Assert.NotEqual("MDB526", p.GetProperty("code").GetString()));
        Assert.Equal(3, result.Status);
    }

    [Fact]
    public void A_dump_that_is_none_costs_one_record()
    {
        ProcessResult result = Triage("--strict", DumpCache.Folder("bad-hdr-magic"), "nowhere", DumpCache.Folder("ctx-new"));
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"status\":\"unreadable\"", lines[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"name\":\"nowhere\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("bhyve", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, result.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Shards_together_record_what_one_run_does(int shards)
    {
        string list = string.Concat(new[] { "ctx-old", "ctx-new", "bad-hdr-short", "bad-list-proc-loop", "ctx-new" }.Select(d => DumpCache.Folder(d) + "\n"));
        Assert.Equal(0, _mdb.Run(list, "triage", "--from", "-", "--out", "whole").Status);
        for (int i = 0; i < shards; i++)
        {
            Assert.Equal(0, _mdb.Run(list, "triage", "--from", "-", "--out", $"part{i % 2}", "--shard", $"{i}/{shards}").Status);
        }

        string[] parts = [.. Directory.EnumerateDirectories(_mdb.Folder, "part*").Select(p => Path.GetFileName(p)!)];
        string whole = _mdb.Run("", "triage", "merge", "whole").Output;
        Assert.Equal(4, whole.Count(c => c == '\n'));
        Assert.Equal(whole, _mdb.Run("", ["triage", "merge", .. parts]).Output);
    }

    [Fact]
    public void A_rerun_skips_what_is_there_and_fills_holes()
    {
        string[] words = ["triage", "--out", "out", DumpCache.Folder("ctx-old"), DumpCache.Folder("ctx-new")];
        _mdb.Run("", words);
        string[] records = Directory.GetFiles(Path.Combine(_mdb.Folder, "out"), "*.json");
        Assert.Equal(2, records.Length);
        byte[] first = File.ReadAllBytes(records[0]);
        File.WriteAllBytes(records[0], first[..20]);
        ProcessResult again = _mdb.Run("", words);
        Assert.Contains("1 recorded, 1 there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(records[0]));
        Assert.Empty(Directory.GetFiles(Path.Combine(_mdb.Folder, "out"), ".*"));
    }

    [Fact]
    public void Past_its_deadline_a_dump_has_a_record_that_says_so()
    {
        ProcessResult result = Triage("--deadline", "0.001", DumpCache.Folder("system"));
        Assert.Contains("\"status\":\"timeout\"", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("deadline reached", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_more_memory_than_allowed_costs_one_record()
    {
        ProcessResult result = Triage("--memory", "1M", DumpCache.Folder("many"));
        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, result.Status);
    }

    [Theory]
    [InlineData("--shard", "3/3")]
    [InlineData("--shard", "x")]
    [InlineData("--memory", "much")]
    [InlineData("--deadline", "-1")]
    [InlineData("--jobs", "0")]
    [InlineData("--what", "ever")]
    public void A_wrong_command_line_exits_with_2(string option, string value)
    {
        ProcessResult result = Triage(option, value, "x");
        Assert.Equal(2, result.Status);
        Assert.Contains("Usage: mdb triage", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_dump_the_usage_is_shown() => Assert.Equal(2, _mdb.Run("", "triage").Status);

    [Fact]
    public void A_missing_list_is_fatal() => Assert.Equal(1, Triage("--from", "nowhere").Status);

    [Fact]
    public void A_report_groups_by_signature_and_names_known_issues()
    {
        Triage("--out", "out", DumpCache.Folder("system"), DumpCache.Folder("ctx-new"), DumpCache.Folder("ctx-old"));
        File.WriteAllText(Path.Combine(_mdb.Folder, "all"), _mdb.Run("", "triage", "merge", "out").Output);
        File.WriteAllText(Path.Combine(_mdb.Folder, "rules"), """{"rules":[{"issue":"BUG-7","frame":"zfs`spa_get_stats"}]}""");
        ProcessResult result = _mdb.Run("", "triage", "report", "--rules", "rules", "--html", "report.html", "all");
        Assert.Matches("^3 dumps in [23] groups", result.Output);
        Assert.Contains("known     BUG-7", result.Output, StringComparison.Ordinal);
        Assert.Contains("BUG-7", File.ReadAllText(Path.Combine(_mdb.Folder, "report.html")), StringComparison.Ordinal);
    }

    private ProcessResult Triage(params string[] words) => _mdb.Run("", ["triage", .. words]);
}
