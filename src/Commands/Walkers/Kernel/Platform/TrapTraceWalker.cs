using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Platform;

/// <summary>What the CPUs noted of their traps, newest first.</summary>
[Walker("ttrace")]
internal sealed class TrapTraceWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("ttrace", "walks trap trace buffers in reverse chronological order") { Yields = "trap_trace_rec_t", Module = "unix" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.Global(run, start, "ttrace walk only supports global walks", Info.Yields, TrapTrace.Newest);
}
