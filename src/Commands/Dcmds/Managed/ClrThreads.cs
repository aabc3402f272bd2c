using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>The threads that .NET knows.</summary>
[Dcmd("clrthreads")]
internal sealed class ClrThreads : ManagedDcmd
{
    private static readonly Table<ClrThread> Layout = new(
        [
            new("thread", t => Cell.Address(t.Address)), new("id", t => t.ManagedThreadId), new("tid", t => (ulong)t.OSThreadId),
            new("alive", t => t.IsAlive), new("finalizer", t => t.IsFinalizer), new("collector", t => t.IsGc),
            new("locks", t => t.LockCount == uint.MaxValue ? Cell.None : (ulong)t.LockCount), new("exception", t => t.CurrentException?.Type?.Name),
            new("message", t => t.CurrentException?.Message),
        ],
        "          THREAD   ID      TID KIND       EXCEPTION",
        (t, w) =>
        {
            w.Printf("%?lx %4d %8u %-10s ", t.Address, t.ManagedThreadId, t.OSThreadId, Kind(t));
            w.Write(t.CurrentException is { } exception ? $"{exception.Type?.Name}: {exception.Message}\n" : "-\n");
        });

    public override DcmdInfo Info { get; } = new("clrthreads", "list the threads of .NET")
    {
        Address = AddressUse.Optional,
        Ours = true,
        Help = """
            Lists the threads that the .NET runtime knows, with the exception that each one is
            about to end by; or the one whose address, or number in the system, is given. Passes
            on the address: ::clrthreads | ::clrstack.
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        bool found = !call.HasAddress;
        foreach (ClrThread thread in runtime.Threads)
        {
            if (!call.HasAddress || Is(thread, call.Address))
            {
                found = true;
                if (!call.Row(Layout, thread, new Item(thread.Address)))
                {
                    break;
                }
            }
        }

        return found ? Status.Ok : call.Fail($"no thread of .NET at {call.Address:x}");
    }

    /// <summary>Whether an address, or a number of the system, means this thread.</summary>
    public static bool Is(ClrThread thread, ulong address) => thread.Address == address || thread.OSThreadId == address;

    private static string Kind(ClrThread thread) =>
        !thread.IsAlive ? "dead" : thread.IsFinalizer ? "finalizer" : thread.IsGc ? "collector" : "thread";
}
