using System.Globalization;
using System.Text.Json;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Triage;

/// <summary>Looks at one dump and makes its record.</summary>
internal sealed class TriageBuilder : IDisposable
{
    /// <summary>Problems in a record; more of them say nothing new.</summary>
    public const int MostProblems = 50;

    private const int MostStacks = 10;
    private const int MostMessages = 20;

    private readonly ITarget _target;
    private readonly Questions _questions;

    private TriageBuilder(ITarget target, long deadline)
    {
        _target = target;
        _questions = new Questions(target, deadline);
    }

    /// <param name="target">An open kernel dump.</param>
    /// <param name="deadline">Point in <see cref="Environment.TickCount64"/> at which the record takes what there is.</param>
    /// <param name="identity">SHA-256 of the dump file.</param>
    /// <param name="symbols">SHA-256 of the symbol file; null for none.</param>
    /// <param name="names">Names of files as messages show them, and what stands for them in a record.</param>
    public static TriageRecord Build(ITarget target, long deadline, string identity, string? symbols, IReadOnlyDictionary<string, string> names)
    {
        using var builder = new TriageBuilder(target, deadline);
        return builder.Build(identity, symbols, names);
    }

    public void Dispose() => _questions.Dispose();

    /// <summary>The record of what cannot be looked at.</summary>
    public static TriageRecord Unreadable(string? identity, string? symbols, Problem problem, IReadOnlyDictionary<string, string> names) => new()
    {
        Identity = identity,
        Symbols = symbols,
        Status = TriageStatus.Unreadable,
        Problems = [Told(problem, names)],
    };

    private TriageRecord Build(string identity, string? symbols, IReadOnlyDictionary<string, string> names)
    {
        DumpSummary? dump = _target.Dump;
        PanicFacts panic = PanicFacts.Of(_questions);
        string? message = dump is { PanicMessage.Length: > 0 } ? dump.PanicMessage : panic.Info?.Text("message");
        var record = new TriageRecord
        {
            Identity = identity,
            Symbols = symbols,
            System = dump is null ? null : Of(dump),
            OsInstanceUuid = dump is { ImageUuid.Length: > 0 } ? dump.ImageUuid : null,
            Crashtime = dump?.CrashTime,
            Panicstr = message,
            Panicstack = [.. panic.Frames.Select(f => f.ToString())],
            Panic = Panic(panic),
            Registers = panic.Info?.Get("registers"),
            Messages = Messages(),
            Stacks = Stacks(),
            Deadlocks = Deadlocks(),
            Memory = [.. _questions.Ask("::memstat")],
            Ctxop = ContextOps(),
            Signature = Signatures.Of(message, panic.Frames),
        };

        // Last, because reading adds to what is known to be wrong.
        List<Problem> problems = [.. _target.Problems.Concat(_questions.Problems).Distinct()];
        return record with
        {
            Status = _questions.IsLate ? TriageStatus.Timeout : problems.Count > 0 ? TriageStatus.Partial : TriageStatus.Ok,
            Problems = [.. problems.Take(MostProblems).Select(p => Told(p, names))],
            Absent = [.. _questions.Absent.Distinct().Take(MostProblems)],
        };
    }

    private static TriageSystem Of(DumpSummary dump) => new(
        dump.NodeName, dump.Release, dump.Version, dump.Machine, dump.Platform,
        dump.Content switch
        {
            DumpContent.AllPages => "all pages",
            DumpContent.CurrentProcess => "kernel pages and current process",
            _ => "kernel pages",
        },
        dump.IsComplete);

    private TriagePanic? Panic(PanicFacts panic)
    {
        if (panic.Info is not { } row)
        {
            return null;
        }

        JsonElement? printed = panic.Thread is { } thread ? _questions.First($"{thread}::print kthread_t t_procp->p_user.u_psargs") : null;
        string? arguments = printed?.Get("value") is { ValueKind: JsonValueKind.Object } value ? FirstText(value) : null;
        return new TriagePanic(row.Number("cpu"), row.Text("thread"), panic.Process, arguments);
    }

    private List<string> Messages() =>
        [.. _questions.Ask("::msgbuf").Select(row => row.Text("message")).OfType<string>().Select(m => m.TrimEnd()).Where(m => m.Length > 0).TakeLast(MostMessages)];

    private List<TriageStack> Stacks() =>
    [
        .. _questions.Ask("::stacks", MostStacks).Select(row => new TriageStack(
            row.Number("count") ?? 0, row.Text("state") ?? "", row.Text("sobj") ?? "", [.. row.Texts("frames")])),
    ];

    private List<TriageDeadlock> Deadlocks() =>
    [
        .. _questions.Ask("::waits -c").Where(row => row.Number("cycle") is not null).GroupBy(row => row.Number("cycle"))
            .Select(cycle => new TriageDeadlock([.. cycle.Select(Wait)])),
    ];

    private static TriageWait Wait(JsonElement row)
    {
        JsonElement? held = row.Get("object");
        string what = held is { ValueKind: JsonValueKind.Object } pointer ? pointer.Text("symbol") ?? pointer.Text("addr") ?? "" : row.Text("object") ?? "";
        return new TriageWait(row.Text("thread") ?? "", row.Text("name") ?? "", row.Text("kind") ?? "", what);
    }

    private TriageContextOps ContextOps()
    {
        List<JsonElement> rows = _questions.Ask("::ctxop");
        string[] damaged = [.. rows.Where(r => r.Text("problem") is not null).Select(r => r.Text("thread") ?? "")];
        string verdict = damaged.Length > 0 ? "damaged" : rows.Count > 0 ? "ok" : "none";
        return new TriageContextOps(verdict, rows.Count > 0 ? rows[0].Text("layout") : null, rows.Count, [.. damaged.Take(MostProblems)]);
    }

    private static string? FirstText(JsonElement value)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            return property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
        }

        return null;
    }

    private static TriageProblem Told(Problem problem, IReadOnlyDictionary<string, string> names)
    {
        string message = names.OrderByDescending(n => n.Key.Length).Aggregate(problem.Message, (text, n) => text.Replace(n.Key, n.Value, StringComparison.Ordinal));
        return new TriageProblem(problem.Code, message, problem.Address is { } at ? "0x" + at.ToString("x", CultureInfo.InvariantCulture) : null);
    }
}
