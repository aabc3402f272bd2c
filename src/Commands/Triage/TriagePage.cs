using System.Globalization;
using System.Text;
using System.Text.Json;
using Commands.Output;

namespace Commands.Triage;

/// <summary>A record as a page of text that a person can paste into a ticket.</summary>
internal sealed class TriagePage
{
    private const int LabelWidth = 11;

    private readonly StringBuilder _text = new();
    private readonly TriageRecord _record;

    private TriagePage(TriageRecord record) => _record = record;

    public static string Of(TriageRecord record) => new TriagePage(record).Write();

    private string Write()
    {
        Heading();
        Section("stack", _record.Panicstack);
        Section("last messages", _record.Messages);
        Section("threads", _record.Stacks.Select(s => $"{s.Count,5} {s.State,-7} {s.Sobj,-8} {string.Join(' ', s.Frames.Select(WithoutOffset))}"));
        Section("deadlocks", _record.Deadlocks.SelectMany((d, i) => d.Waits.Select(w => $"{i + 1}. {w.Thread} {w.Name} waits for {w.Kind} {w.Object}")));
        Section("memory", _record.Memory.Select(Cells));
        Section("absent", _record.Absent.Select(a => $"{a.Question}: {a.Message}"));
        Section("problems", _record.Problems.Select(p => $"{p.Message} ({p.Code})"));
        return _text.ToString();
    }

    private void Heading()
    {
        TriageSystem? system = _record.System;
        string at = _record.Crashtime is { } time ? $" at {Time(time)}" : "";
        Line(system is null ? $"dump {_record.Identity ?? _record.Name}" : $"panic of {system.Nodename}{at}");
        if (_record.Panicstr is { } message)
        {
            Line(message);
        }

        Line("");
        if (system is not null)
        {
            Labelled("kernel", $"{system.Release} {system.Version} {system.Machine}, {system.Platform}");
            Labelled("dump", $"{system.Content}, {(system.Complete ? "complete" : "not complete")}");
        }

        Labelled("uuid", _record.OsInstanceUuid);
        if (_record.Panic is { } panic)
        {
            string process = panic.Process is { } row ? $", process {row.Text("name")} (pid {row.Number("pid")}){(panic.Psargs is { } a ? ": " + a : "")}" : "";
            Labelled("panic", $"cpu {panic.Cpu}, thread {panic.Thread}{process}");
        }

        if (_record.Ctxop is { } ctxop)
        {
            string layout = ctxop.Layout is { } name ? $", {name}" : "";
            Labelled("ctxop", $"{ctxop.Verdict}{layout}, {ctxop.Threads} threads{string.Concat(ctxop.Damaged.Select(t => " " + t))}");
        }

        if (_record.Signature is { } signature)
        {
            Labelled("signature", $"{signature.Stable} (exact {signature.Exact})");
        }

        Labelled("identity", _record.Identity);
        Labelled("status", _record.Status.ToString().ToLowerInvariant());
    }

    /// <summary>Seconds since 1970 as a time of day in UTC; the number where it is no date.</summary>
    public static string Time(long seconds) => seconds is >= 0 and < 253402300800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);

    private static string WithoutOffset(string frame) => frame.Split('+')[0];

    private static string Cells(JsonElement row) => row.ValueKind == JsonValueKind.Object
        ? string.Join("  ", row.EnumerateObject().Select(c => $"{c.Name} {c.Value}"))
        : row.GetRawText();

    private void Section(string title, IEnumerable<string> lines)
    {
        bool isFirst = true;
        foreach (string line in lines)
        {
            if (isFirst)
            {
                Line("");
                Line(title);
                isFirst = false;
            }

            Line("  " + line);
        }
    }

    private void Labelled(string label, string? text)
    {
        if (text is not null)
        {
            Line($"  {label.PadRight(LabelWidth)}{text}");
        }
    }

    private void Line(string text) => _text.Append(SafeText.Of(text)).Append('\n');
}
