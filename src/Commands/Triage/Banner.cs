using Commands.Output;
using DumpReader.Targets;

namespace Commands.Triage;

/// <summary>What a person sees on opening a dump: what panicked, where, and whether something is missing.</summary>
internal static class Banner
{
    /// <summary>Nobody waits longer for a greeting.</summary>
    private const int Patience = 2000;

    /// <summary>A few lines, or nothing where the target is no crash dump.</summary>
    public static string Of(ITarget target)
    {
        if (target.Dump is not { } dump)
        {
            return "";
        }

        using var questions = new Questions(target, Environment.TickCount64 + Patience);
        var lines = new List<string>();
        string what = dump.IsLive ? "live dump" : "panic";
        lines.Add($"{dump.Path}: {what} of {dump.NodeName} at {TriagePage.Time(dump.CrashTime)}, {dump.Release} {dump.Version} {dump.Machine}");
        if (dump.PanicMessage.Length > 0)
        {
            lines.Add(dump.PanicMessage.TrimEnd());
        }

        if (Where(questions) is { } where)
        {
            lines.Add(where);
        }

        if (questions.IsLate)
        {
            lines.Add("what more there is to say took too long: ::panicinfo, ::status");
        }

        if (!dump.IsComplete)
        {
            lines.Add("the dump is not complete: some pages were not written");
        }

        if (target.Problems.Count > 0)
        {
            lines.Add($"{target.Problems.Count} {(target.Problems.Count == 1 ? "problem" : "problems")} found so far, see ::problems");
        }

        // A line break of the dump's own is escaped, too: it may not begin a line.
        return string.Concat(lines.Select(line => SafeText.Of(line) + "\n"));
    }

    private static string? Where(Questions questions)
    {
        PanicFacts facts = PanicFacts.Of(questions);
        if (facts.Thread is not { } thread)
        {
            return null;
        }

        string process = facts.Process is { } row ? $", {row.Text("name")} (pid {row.Number("pid")})" : "";
        PanicFrame? frame = facts.Frames.FirstOrDefault(f => !Signatures.IsPlumbing(f));
        return $"cpu {facts.Info?.Number("cpu")}, thread {thread[2..]}{process}{(frame is null ? "" : $", in {frame}")}";
    }
}
