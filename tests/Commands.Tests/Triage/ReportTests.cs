using System.Text;
using Commands.Triage;

namespace Commands.Tests.Triage;

public class ReportTests
{
    private static readonly PanicFrame[] _zfs = [new("unix", "vpanic", 0), new("zfs", "spa_get_stats", 0x185)];
    private static readonly PanicFrame[] _vmm = [new("unix", "vpanic", 0), new("vmm", "vmm_ioctl", 0x10)];

    [Fact]
    public void Groups_are_the_largest_first_and_the_records_in_them_by_time()
    {
        TriageReport report = TriageReport.Of([Record("a", 30, _vmm), Record("b", 20, _zfs), Record("c", 10, _zfs)], KnownIssues.None);
        Assert.Equal([2, 1], report.Groups.Select(g => g.Records.Count));
        Assert.Equal(["c", "b"], report.Groups[0].Records.Select(r => r.Identity));
        Assert.StartsWith("zfs`spa_get_stats: ", report.Groups[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Dumps_without_a_panic_are_a_group_of_their_own()
    {
        TriageReport report = TriageReport.Of([Record("a", 1, _vmm), new TriageRecord { Name = "x", Status = TriageStatus.Unreadable }], KnownIssues.None);
        Assert.Contains(report.Groups, g => g.Signature is null && g.Records.Count == 1);
    }

    [Theory]
    [InlineData("""{"rules":[{"issue":"I-1","frame":"zfs`spa_get_stats"}]}""", "I-1")]
    [InlineData("""{"rules":[{"issue":"I-1","module":"zfs","panicstr":"^BAD TRAP"}]}""", "I-1")]
    [InlineData("""{"rules":[{"issue":"I-1","module":"ufs"},{"issue":"I-2","panicstr":"TRAP"}]}""", "I-2")]
    [InlineData("""{"rules":[{"issue":"I-1","frame":"zfs`spa"}]}""", null)]
    public void The_first_rule_whose_conditions_all_hold_names_the_issue(string rules, string? issue) =>
        Assert.Equal(issue, Rules(rules).Of(Record("a", 1, _zfs)));

    [Fact]
    public void A_signature_in_a_rule_is_compared_whole()
    {
        TriageRecord record = Record("a", 1, _zfs);
        Assert.Equal("I", Rules($$"""{"rules":[{"issue":"I","signature":"{{record.Signature!.Stable}}"}]}""").Of(record));
        Assert.Null(Rules($$"""{"rules":[{"issue":"I","signature":"{{record.Signature!.Stable[..31]}}"}]}""").Of(record));
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "rules")]
    [InlineData("""{"rules":[{"panicstr":"x"}]}""", "rule 1")]
    [InlineData("""{"rules":[{"issue":"I"}]}""", "without a condition")]
    [InlineData("""{"rules":[{"issue":"I","run":"rm"}]}""", "\"run\"")]
    [InlineData("""{"rules":[{"issue":"I","panicstr":"(a)\\1"}]}""", "regular expression")]
    [InlineData("""{"rules":[{"issue":"I","panicstr":"("}]}""", "regular expression")]
    public void A_wrong_rule_is_refused_with_the_reason(string rules, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Rules(rules)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_record_is_read_back_as_it_was_written()
    {
        byte[] json = TriageJson.Write(Record("a", 1, _zfs));
        Assert.Equal(json, TriageJson.Write(TriageJson.Read(json)!));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schema":"mdb.triage/2"}""")]
    [InlineData("""{"schema":"mdb.triage/1","status":"good"}""")]
    [InlineData("[1")]
    public void What_is_no_record_is_not_read(string json) => Assert.Null(TriageJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_page_shows_no_control_bytes_and_does_not_reorder_lines()
    {
        string page = TriagePage.Of(Record("a", 1, _zfs) with { Panicstr = "a\u001b[2Jb\u202ec\rd\n" });
        Assert.Contains(@"a\u001b[2Jb\u202ec\u000dd\u000a", page, StringComparison.Ordinal);
    }

    private static KnownIssues Rules(string json) => KnownIssues.Read(Encoding.UTF8.GetBytes(json), "rules.json");

    private static TriageRecord Record(string identity, long time, PanicFrame[] stack) => new()
    {
        Identity = identity,
        Crashtime = time,
        Panicstr = "BAD TRAP: type=e",
        Panicstack = [.. stack.Select(f => f.ToString())],
        Signature = Signatures.Of("BAD TRAP: type=e", stack),
    };
}
