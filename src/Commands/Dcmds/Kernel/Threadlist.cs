using Commands.Dcmds.Core;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Lists threads with what they are called, and with -v their stacks.</summary>
[Dcmd("threadlist")]
internal sealed class Threadlist : Dcmd
{
    private sealed record Row(Run Run, Value Thread)
    {
        public string Description => ThreadDescription.Of(Run, Thread);
    }

    private static readonly Table<Row> Short = new(
        [
            new("addr", r => Cell.Address(r.Thread.Address)), new("proc", r => Cell.Address(r.Thread.Number("t_procp"))),
            new("lwp", r => Cell.Address(r.Thread.Number("t_lwp"))), new("name", r => r.Description),
        ],
        "            ADDR             PROC              LWP CMD/LWPID",
        (r, w) => w.Printf("%0?p %?p %?p %s\n", r.Thread.Address, r.Thread.Number("t_procp"), r.Thread.Number("t_lwp"), r.Description));

    private static readonly Table<Row> Long = new(
        [
            new("addr", r => Cell.Address(r.Thread.Address)), new("proc", r => Cell.Address(r.Thread.Number("t_procp"))),
            new("lwp", r => Cell.Address(r.Thread.Number("t_lwp"))), new("class", r => r.Thread.Number("t_cid")),
            new("pri", r => r.Thread.Signed("t_pri")), new("wchan", r => Cell.Address(r.Thread.Number("t_lwpchan.lc_wchan"))),
            new("pc", r => Cell.Symbolic(r.Thread.Number("t_pcb.val[0]"))), new("name", r => r.Description),
        ],
        "            ADDR             PROC              LWP CLS PRI            WCHAN",
        (r, w) => w.Printf("%0?p %?p %?p %3u %3d %?p\n  PC: %a\n", r.Thread.Address, r.Thread.Number("t_procp"), r.Thread.Number("t_lwp"),
            (uint)r.Thread.Number("t_cid"), (int)r.Thread.Signed("t_pri"), r.Thread.Number("t_lwpchan.lc_wchan"), r.Thread.Number("t_pcb.val[0]")));

    public override DcmdInfo Info { get; } = new("threadlist", "display threads and associated C stack traces")
    {
        Usage = "[-t] [-v [count]]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Lists the threads, or the one at the address, with process, LWP and name.

              -t          leaves out threads of task queues
              -v [count]  with class, priority, what it waits for and its stack; the
                          number says how many arguments of each function are shown
            """,
        Examples = ["::threadlist", "*panic_thread::threadlist -v 3"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "tv") is not { } options || call.Arguments.Count > options.Rest + (options.Has('v') ? 1 : 0))
        {
            return Status.Usage;
        }

        ulong count = 0;
        if (call.Arguments.Count > options.Rest && !call.TryNumber(call.Arguments[options.Rest], out count))
        {
            return Status.Error;
        }

        bool verbose = options.Has('v');
        return KernelObject.Each(call, "thread", () => call.Header(verbose ? Long : Short), address =>
        {
            if (!KernelObject.TryRead(call.Run, "kthread_t", address, "can't read kthread_t at 0x", out Value thread))
            {
                return Status.Error;
            }

            if (thread.Number("t_state") == 0 || (options.Has('t') && thread.Number("t_taskq") != 0))
            {
                return Status.Ok;
            }

            var row = new Row(call.Run, thread);
            if (!call.Row(verbose ? Long : Short, row, new Item(address, thread.Type)))
            {
                return Status.Abort;
            }

            if (verbose)
            {
                ThreadStackListing.Show(call, FoundStack.Of(call.Run, address), new FrameStyle(WithPointer: false, count), null, indent: 2);
                call.Line("");
            }

            return Status.Ok;
        });
    }
}
