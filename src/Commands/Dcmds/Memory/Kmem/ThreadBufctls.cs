using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Symbols;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>The table of ::allocdby and ::freedby.</summary>
internal static class ThreadBufctls
{
    private sealed record Row(KmemAudit Record, ulong? Caller, string Place);

    private static readonly Table<Row> Layout = new(
        [
            new("bufctl", r => Cell.Address(r.Record.Address)), new("timestamp", r => r.Record.Timestamp),
            new("caller", r => r.Caller is { } caller ? Cell.Symbolic(caller) : Cell.None),
        ],
        "BUFCTL              TIMESTAMP CALLER",
        (r, w) => w.Printf("%0?p %12llx %s\n", r.Record.Address, r.Record.Timestamp, r.Place));

    /// <summary>Shows what a walker finds for the thread at the address, newest first.</summary>
    public static Status Show(Invocation call, string walker)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        if (KernelObject.Walk(call, walker, call.Address, $"can't walk '{walker}' for {call.Address:x}: {Reasons.WalkInit}") is not { } bufctls)
        {
            return Status.Error;
        }

        foreach (Item bufctl in bufctls)
        {
            if (KmemAudit.Read(call.Session.Kmem, bufctl.Bits) is not { } record)
            {
                call.Run.ReadError($"couldn't read bufctl at {bufctl.Bits:x}: {Reasons.NoMapping}", bufctl.Bits);
                continue;
            }

            if (!call.Row(Layout, Of(call.Session, record), bufctl))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Row Of(Session session, KmemAudit record)
    {
        ulong? caller = new CallStack(record.Stack).Caller(session, BufctlEvent.AllocatorPrefix);
        string place = caller is { } pc && session.TryFind(pc, out Symbol symbol, out ulong offset) ? $"{symbol.Name}+0x{offset:x}" : "";
        return new Row(record, caller, place);
    }
}
