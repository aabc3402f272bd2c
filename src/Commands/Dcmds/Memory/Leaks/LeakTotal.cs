using Commands.Pipeline;
using DumpReader.Kernel.Memory.Leaks;

namespace Commands.Dcmds.Memory.Leaks;

/// <summary>The sum under a table of ::findleaks.</summary>
internal sealed record LeakTotal(LeakKind Kind, long Count, ulong Bytes)
{
    private const int RuleWidth = 72;

    public static readonly Table<LeakTotal> Layout = new(
        [new("total", t => t.Noun), new("leaked", t => t.Count), new("bytes", t => t.Bytes)],
        null,
        (t, w) => w.Printf(
            "%s\n%*s %7ld %s%s, %ld byte%s\n", new string('-', RuleWidth), 16, "Total", t.Count, t.Noun, t.Count == 1 ? "" : "s",
            t.Bytes, t.Bytes == 1 ? "" : "s"));

    private string Noun => Kind == LeakKind.Segment ? "kmem_oversize leak" : "buffer";
}
