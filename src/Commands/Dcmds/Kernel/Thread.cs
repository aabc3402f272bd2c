using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows the state of threads.</summary>
[Dcmd("thread")]
internal sealed class Thread : Dcmd
{
    public override DcmdInfo Info { get; } = new("thread", "display a summarized kthread_t")
    {
        Usage = "[-bdfimps]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows a thread, or all of them.

              -b  what it is blocked on
              -d  dispatching: when it last ran, binding, preemption
              -f  leaves out free threads
              -i  state, flags, priority, interrupted thread (the default)
              -m  all groups on one line
              -p  process, LWP and credentials
              -s  signals
            """,
        Examples = ["::thread", "*panic_thread::thread -bdips", "::walk thread | ::thread -p"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "bdfimps") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool any = "bdips".Any(options.Has);
        Table<ThreadRow> table = ThreadRow.Table(letter => any ? options.Has(letter) : letter == 'i', options.Has('m'));
        long lbolt = options.Has('d') ? KernelClock.Lbolt(call.Run) : 0;
        return KernelObject.Each(call, "thread", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "kthread_t", address, "can't read kthread_t at 0x", out Value thread))
            {
                return Status.Error;
            }

            var row = new ThreadRow(call.Run, thread, lbolt);
            bool hidden = options.Has('f') && thread.Number("t_state") == 0;
            return hidden || call.Row(table, row, new Item(address, thread.Type)) ? Status.Ok : Status.Abort;
        });
    }
}
