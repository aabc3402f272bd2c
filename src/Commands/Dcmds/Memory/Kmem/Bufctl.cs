using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Shows who allocated or freed a buffer last, and when.</summary>
[Dcmd("bufctl")]
internal sealed class Bufctl : Dcmd
{
    public override DcmdInfo Info { get; } = new("bufctl", "print or filter a bufctl")
    {
        Usage = "[-vh] [-a addr] [-c caller] [-e earliest] [-l latest] [-t thd]",
        Address = AddressUse.Required,
        Module = "genunix",
        Help = """
            Shows the record that the allocator keeps of the last transaction with a buffer: the
            buffer, when, which thread, and the function that called the allocator.

              -v  also the cache, the log and the stack
              -h  all transactions with the buffer that are still in the log, newest first

            Only records
              -a  of this buffer
              -c  with this function, or code address, on the stack
              -e  at this time or later, -l at this time or earlier
              -t  by this thread

            Values are numbers: write -c $[function].
            """,
        Examples = ["::walk bufctl | ::bufctl"],
    };

    public override string? InputType => "kmem_bufctl_audit_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "vhH", "acelt") is not { } options || options.Rest != call.Arguments.Count || options.Has('H'))
        {
            return Status.Usage;
        }

        return options.Has('h') ? History(call, options) : One(call, options);
    }

    private static Status One(Invocation call, CommandOptions options)
    {
        Header(call, options);
        if (KmemAudit.Read(call.Session.Kmem, call.Address) is { } record)
        {
            return Show(call, options, record) ? Status.Ok : Status.Abort;
        }

        call.Run.ReadError($"couldn't read bufctl at {call.Address:x}: {Reasons.NoMapping}", call.Address);
        return Status.Error;
    }

    private static Status History(Invocation call, CommandOptions options)
    {
        if (KmemAudit.Read(call.Session.Kmem, call.Address) is not { } newest)
        {
            call.Run.ReadError($"unable to read bufctl at {call.Address:x}: {Reasons.NoMapping}", call.Address);
            return call.Fail($"unable to walk bufctl_history: {Reasons.WalkInit}");
        }

        Header(call, options);
        foreach (KmemAudit record in newest.History(call.Session.Kmem))
        {
            if (!Show(call, options, record))
            {
                return Status.Abort;
            }
        }

        if (!call.ToPipe)
        {
            call.Line("");
        }

        return Status.Ok;
    }

    private static void Header(Invocation call, CommandOptions options)
    {
        if (call.WantsHeader && !call.ToPipe)
        {
            call.Line(BufctlEvent.Header(options.Has('v')));
        }
    }

    private static bool Show(Invocation call, CommandOptions options, KmemAudit record) =>
        !IsWanted(call.Session, options, record)
        || call.Emit(new BufctlEvent(record, options.Has('v'), call.Session.Kernel.Type("kmem_bufctl_audit_t").Type));

    /// <summary>A filter of 0 is none.</summary>
    private static bool IsWanted(Session session, CommandOptions options, KmemAudit record)
    {
        ulong buffer = options.Number('a', 0);
        ulong caller = options.Number('c', 0);
        ulong earliest = options.Number('e', 0);
        ulong latest = options.Number('l', 0);
        ulong thread = options.Number('t', 0);
        return (buffer == 0 || record.Buffer == buffer)
            && (caller == 0 || new CallStack(record.Stack).Passes(session, caller))
            && (earliest == 0 || (long)record.Timestamp >= (long)earliest)
            && (latest == 0 || (long)record.Timestamp <= (long)latest)
            && (thread == 0 || record.Thread == thread);
    }
}
