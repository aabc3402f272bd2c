using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>Which .NET runtime a process has.</summary>
[Dcmd("clrstatus")]
internal sealed class ClrStatus : ManagedDcmd
{
    private sealed record Row(
        string Flavor, string Version, string Path, string Library, bool IsServer, int Heaps, int Segments, ulong Bytes, bool CanWalk, int Threads, int Failed);

    private static readonly Table<Row> Layout = new(
        [
            new("flavor", r => r.Flavor), new("version", r => r.Version), new("path", r => r.Path), new("dac", r => r.Library),
            new("server_gc", r => r.IsServer), new("heaps", r => r.Heaps), new("segments", r => r.Segments), new("bytes", r => r.Bytes),
            new("walkable", r => r.CanWalk), new("threads", r => r.Threads), new("failed", r => r.Failed),
        ],
        Header: null,
        (r, w) =>
        {
            w.Write($"runtime: {r.Flavor} {r.Version} {r.Path}\n");
            w.Write($"debugging library: {r.Library}\n");
            w.Write($"garbage collector: {(r.IsServer ? "server" : "workstation")}, {r.Heaps} heap(s), {r.Segments} segments, {r.Bytes} bytes"
                + (r.CanWalk ? "\n" : ", in the middle of a collection\n"));
            w.Write($"threads: {r.Threads} of .NET, {r.Failed} with an exception\n");
        });

    public override DcmdInfo Info { get; } = new("clrstatus", "print the .NET runtime of a process")
    {
        Ours = true,
        Help = """
            Says which .NET runtime the process has, with which debugging library it is looked
            at, and in which state its heap and threads are.
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        ClrSegment[] segments = [.. runtime.Heap.Segments];
        call.Row(Layout, new Row(
            runtime.ClrInfo.Flavor.ToString(), Process(call).Version, runtime.ClrInfo.ModuleInfo.FileName ?? "", Process(call).DebuggingLibrary,
            runtime.Heap.IsServer, runtime.Heap.SubHeaps.Length, segments.Length, segments.Aggregate(0UL, (sum, s) => sum + s.ObjectRange.Length),
            runtime.Heap.CanWalkHeap, runtime.Threads.Length, runtime.Threads.Count(t => t.CurrentException is not null)));
        return Status.Ok;
    }
}
