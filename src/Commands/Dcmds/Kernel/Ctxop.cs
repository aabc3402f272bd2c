using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;

namespace Commands.Dcmds.Kernel;

/// <summary>Checks the context operators of threads: how they are linked, whether the links hold, and in which order they ran last.</summary>
[Dcmd("ctxop")]
internal sealed class Ctxop : Dcmd
{
    private static readonly Table<ThreadRow> Threads = new(
        [
            new("thread", row => Cell.Address(row.Thread)),
            new("layout", row => Layout(row.Chain)),
            new("ops", row => row.Chain.Operators.Count),
            new("order", row => Order(row.Chain)),
            new("problem", row => row.Chain.IsDamaged ? row.Chain.Faults[0].Text : null),
        ],
        "THREAD           LAYOUT   OPS ORDER PROBLEM",
        (row, writer) => writer.Printf(
            "%0?lx %-8s %3d %-5s %s\n",
            row.Thread,
            Layout(row.Chain),
            row.Chain.Operators.Count,
            Order(row.Chain),
            row.Chain.IsDamaged ? row.Chain.Faults[0].Text : "-"));

    private static readonly Table<OperatorRow> Operators = new(
        [
            new("thread", row => Cell.Address(row.Thread)),
            new("op", row => row.Operator.Number),
            new("addr", row => Cell.Address(row.Operator.Address)),
            new("save_op", row => Cell.Symbolic(row.Operator.Save)),
            new("restore_op", row => Cell.Symbolic(row.Operator.Restore)),
            new("save_ts", row => row.Operator.SaveTime is { } time ? time : Cell.None),
            new("restore_ts", row => row.Operator.RestoreTime is { } time ? time : Cell.None),
        ],
        "    OP ADDR             SAVE                     RESTORE                  SAVE_TS          RESTORE_TS",
        (row, writer) =>
        {
            writer.Printf("    %2d %0?lx %-24a %-24a ", row.Operator.Number, row.Operator.Address, row.Operator.Save, row.Operator.Restore);
            writer.Printf("%-16s %s\n", Time(row.Operator.SaveTime), Time(row.Operator.RestoreTime));
        });

    public override DcmdInfo Info { get; } = new("ctxop", "check the context operators of threads")
    {
        Usage = "[-v] [-c]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Ours = true,
        Help = """
            Shows how the context operators of a thread are linked; without an address,
            of every thread that has any.

            LAYOUT   null      newest first, the oldest links to NULL
                     circular  a ring, so that the oldest can be found at once
                     It is read from the dump's struct ctxop, whatever the links are.
            OPS      how many operators could be read
            ORDER    what their timestamps prove about the last switch:
                     stack     restored in reverse of the order of saving
                     same      restored in the order of saving, newest first, which
                               is the hazard of illumos issue 12477
                     mixed     neither
                     -         nothing is proven: one operator, no timestamps, or one
                               that is zero, negative or equal to the one before
            PROBLEM  what is wrong with the links, and at which operator

            -v  lists the operators with their handlers and timestamps, and every problem
            -c  fails if there is any problem, for scripts: mdb -e '::ctxop -c' DUMP
            """,
        Examples = ["::ctxop", "::ctxop -v", "*panic_thread::ctxop -vc"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "vc") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        KernelObjects kernel = call.Session.Kernel;
        if (!kernel.ContextOps.IsUsable || !kernel.Thread.Has("t_ctx"))
        {
            return call.Fail("the dump's types have no struct ctxop, or no t_ctx in kthread_t");
        }

        call.Header(Threads);
        bool verbose = options.Has('v');
        bool damaged = false;
        if (call.HasAddress)
        {
            damaged = Show(call, call.Address, ContextOpChain.OfThread(kernel, call.Address), verbose, out _);
        }
        else
        {
            foreach (ulong thread in ThreadList.All(kernel, fault => KernelWalk.Report(call.Run, fault)))
            {
                ContextOpChain chain = ContextOpChain.OfThread(kernel, thread);
                if (chain.Operators.Count > 0 || chain.IsDamaged)
                {
                    damaged |= Show(call, thread, chain, verbose, out bool more);
                    if (!more)
                    {
                        break;
                    }
                }
            }
        }

        return damaged && options.Has('c') ? Status.Error : Status.Ok;
    }

    /// <summary>True where the chain is damaged.</summary>
    private static bool Show(Invocation call, ulong thread, ContextOpChain chain, bool verbose, out bool more)
    {
        foreach (ContextFault fault in chain.Faults)
        {
            call.Run.Partial(fault.ToProblem());
        }

        more = call.Row(Threads, new ThreadRow(thread, chain), new Item(thread, call.Session.Kernel.Thread.Type));
        if (verbose && !call.ToPipe && more)
        {
            if (chain.Operators.Count > 0)
            {
                call.Line(Operators.Header!);
            }

            foreach (ContextOp op in chain.Operators)
            {
                more &= call.Row(Operators, new OperatorRow(thread, op));
            }

            foreach (ContextFault fault in chain.Faults.Skip(1))
            {
                call.Line("    " + fault.Text);
            }
        }

        return chain.IsDamaged;
    }

    private static string Layout(ContextOpChain chain) => chain.Layout == ContextLayout.Circular ? "circular" : "null";

    private static string Order(ContextOpChain chain) => chain.Order switch
    {
        ContextOrder.Stack => "stack",
        ContextOrder.Same => "same",
        ContextOrder.Mixed => "mixed",
        _ => "-",
    };

    private static string Time(long? time) => time is { } value ? value.ToString("x") : "-";

    private readonly record struct ThreadRow(ulong Thread, ContextOpChain Chain);

    private readonly record struct OperatorRow(ulong Thread, ContextOp Operator);
}
