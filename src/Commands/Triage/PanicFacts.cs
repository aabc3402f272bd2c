using System.Text.Json;

namespace Commands.Triage;

/// <summary>Who panicked and where.</summary>
/// <param name="Info">Row of <c>::panicinfo</c>; null where there is none.</param>
/// <param name="Process">Row of <c>::ps</c> of the process that panicked; null where it is not known.</param>
/// <param name="Frames">Functions of the kernel on the stack, innermost first.</param>
internal sealed record PanicFacts(JsonElement? Info, JsonElement? Process, IReadOnlyList<PanicFrame> Frames)
{
    private const int MostFrames = 64;

    /// <summary>Kernel text and data lie above (_userlimit on amd64): frames below it belong to a process, whose memory a kernel dump leaves out.</summary>
    private const ulong UserLimit = 0xfffffc7fffe00000;

    /// <summary>The thread that panicked, in hex; null where it is not known.</summary>
    public string? Thread => Info is { } row && row.Address("thread") is not (null or 0) ? row.Text("thread") : null;

    public static PanicFacts Of(Questions questions)
    {
        var facts = new PanicFacts(questions.First("::panicinfo"), null, Stack(questions));
        return facts.Thread is { } thread ? facts with { Process = questions.First($"{thread}::print kthread_t t_procp | ::ps") } : facts;
    }

    private static List<PanicFrame> Stack(Questions questions) =>
    [
        .. questions.Ask("$C", MostFrames, p => p.Address is not { } at || at >= UserLimit)
            .Select(row => row.Address("pc")).OfType<ulong>()
            .Where(pc => pc >= UserLimit)
            .Select(pc => PanicFrame.Of(questions.Session, pc)),
    ];
}
