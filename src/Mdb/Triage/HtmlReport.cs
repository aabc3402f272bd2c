using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Commands.Output;
using Commands.Triage;

namespace Mdb.Triage;

/// <summary>
/// The report as one file of HTML that needs nothing else, no network, and no script to be read; the script in it only searches. Text
/// from a dump is encoded wherever it stands, and the file's own policy lets no other script run.
/// </summary>
internal sealed class HtmlReport
{
    private readonly StringBuilder _html = new();
    private readonly TriageReport _report;

    private HtmlReport(TriageReport report) => _report = report;

    public static string Of(TriageReport report) => new HtmlReport(report).Write();

    /// <summary>Text as it may stand between tags and in quoted attributes.</summary>
    public static string Text(string? text) => HtmlEncoder.Default.Encode(SafeText.Of(text ?? ""));

    private string Write()
    {
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{HtmlParts.StyleHash}'; script-src 'sha256-{HtmlParts.ScriptHash}'">
            <title>Crash dumps</title>
            <style>{HtmlParts.Style}</style>
            </head>
            <body>
            <h1>{_report.Records.Count()} crash dumps, {_report.Groups.Count} groups</h1>
            <input id="search" type="search" placeholder="search" aria-label="search">
            <p id="found" aria-live="polite"></p>

            """);
        _html.Append(HtmlCharts.Timeline(_report));
        int number = 0;
        foreach (TriageGroup group in _report.Groups)
        {
            Group(group, ++number);
        }

        _html.Append(CultureInfo.InvariantCulture, $"<script>{HtmlParts.Script}</script>\n</body>\n</html>\n");
        return _html.ToString();
    }

    private void Group(TriageGroup group, int number)
    {
        _html.Append(CultureInfo.InvariantCulture, $"""
            <section class="group">
            <h2 id="g{number}"><span class="count">{group.Records.Count}</span> {Text(group.Title)}</h2>

            """);
        Definitions(
            ("known issue", group.Issue), ("signature", group.Signature),
            ("first", group.First is { } first ? TriagePage.Time(first) : null), ("last", group.Last is { } last && last != group.First ? TriagePage.Time(last) : null),
            ("hosts", string.Join(' ', group.Hosts)));
        foreach (TriageRecord record in group.Records)
        {
            Dump(record);
        }

        _html.Append("</section>\n");
    }

    private void Dump(TriageRecord record)
    {
        string time = record.Crashtime is { } at ? TriagePage.Time(at) : "";
        string status = record.Status.ToString().ToLowerInvariant();
        _html.Append(CultureInfo.InvariantCulture, $"""
            <details class="dump">
            <summary>{Text(record.System?.Nodename ?? record.Name)} {time} <span class="{status}">{status}</span></summary>

            """);
        Definitions(
            ("panic", record.Panicstr), ("kernel", record.System is { } s ? $"{s.Release} {s.Version} {s.Machine}" : null), ("uuid", record.OsInstanceUuid),
            ("process", record.Panic?.Process is { } p ? $"{p.Text("name")} (pid {p.Number("pid")}) {record.Panic.Psargs}" : null),
            ("thread", record.Panic?.Thread), ("context operators", record.Ctxop?.Verdict), ("identity", record.Identity));
        Lines("stack", record.Panicstack);
        Lines("last messages", record.Messages);
        Lines("threads", record.Stacks.Select(g => $"{g.Count,5} {g.State} {g.Sobj} {string.Join(' ', g.Frames)}"));
        _html.Append(HtmlCharts.Memory(record));
        _html.Append(HtmlCharts.Waits(record));
        Lines("problems", record.Problems.Select(q => $"{q.Message} ({q.Code})"));
        _html.Append("</details>\n");
    }

    private void Definitions(params (string Term, string? Text)[] definitions)
    {
        _html.Append("<dl>\n");
        foreach ((string term, string? text) in definitions)
        {
            if (!string.IsNullOrEmpty(text))
            {
                _html.Append(CultureInfo.InvariantCulture, $"<dt>{term}</dt><dd>{Text(text)}</dd>\n");
            }
        }

        _html.Append("</dl>\n");
    }

    private void Lines(string title, IEnumerable<string> lines)
    {
        string text = string.Join('\n', lines.Select(Text));
        if (text.Length > 0)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h3>{title}</h3>\n<pre>{text}</pre>\n");
        }
    }
}
