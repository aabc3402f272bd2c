using System.Text.Json;
using System.Text.RegularExpressions;
using Commands.Triage;
using Mdb.Triage;

namespace Mdb.Tests.Triage;

public partial class HtmlReportTests
{
    private const string Evil = "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\u001b";

    [Fact]
    public void Strings_of_a_dump_cannot_inject_markup_or_script()
    {
        var record = new TriageRecord
        {
            Identity = Evil,
            Crashtime = 5,
            Panicstr = Evil,
            OsInstanceUuid = Evil,
            Panicstack = [Evil],
            Messages = [Evil],
            System = new TriageSystem(Evil, Evil, Evil, Evil, Evil, Evil, true),
            Panic = new TriagePanic(1, Evil, Json(new { name = Evil, pid = 1 }), Evil),
            Stacks = [new TriageStack(1, Evil, Evil, [Evil])],
            Memory = [Json(new { name = Evil, pages = 7 })],
            Deadlocks = [new TriageDeadlock([new TriageWait(Evil, Evil, Evil, Evil), new TriageWait(Evil, Evil, Evil, Evil)])],
            Problems = [new TriageProblem(Evil, Evil)],
            Ctxop = new TriageContextOps(Evil, Evil, 1, [Evil]),
            Signature = new TriageSignature(1, Evil, Evil),
        };
        string html = HtmlReport.Of(TriageReport.Of([record, record with { Crashtime = 9 }], KnownIssues.None));
        Assert.Single(Script().Matches(html));
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', html);
        Assert.DoesNotContain('\u001b', html);
    }

    [Fact]
    public void The_report_loads_nothing_and_allows_only_its_own_style_and_script()
    {
        string html = HtmlReport.Of(TriageReport.Of([], KnownIssues.None));
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
    }

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
