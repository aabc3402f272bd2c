using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows how much of their stacks threads use.</summary>
[Dcmd("stackinfo")]
internal sealed class StackInfo : Dcmd
{
    /// <param name="Run">For symbols.</param>
    /// <param name="Thread">A <c>kthread_t</c>, read whole.</param>
    /// <param name="Most">Most that was ever used, in percent; null where the kernel did not mark stacks.</param>
    private sealed record Row(Run Run, Value Thread, long? Most)
    {
        public uint Size => unchecked((uint)(Thread.Number("t_stk") - Thread.Number("t_stkbase")));

        public long Current => StackUse.Percent(Thread, Thread.Number("t_pcb.val[1]"));

        public string Description => ThreadDescription.Of(Run, Thread);
    }

    private static readonly Table<Row> Layout = new(
        [
            new("thread", r => Cell.Address(r.Thread.Address)), new("stack", r => Cell.Address(r.Thread.Number("t_stkbase"))),
            new("size", r => (ulong)r.Size), new("current_percent", r => r.Current), new("most_percent", r => r.Most is { } most ? most : Cell.None),
            new("lwp", r => r.Description),
        ],
        "          THREAD            STACK   SIZE  CUR  MAX LWP",
        Write);

    public override DcmdInfo Info { get; } = new("stackinfo", "display kthread_t stack usage")
    {
        Usage = "[-h|-a]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows for each thread, or the one at the address, where its stack is, how large,
            how much of it is in use and, where the kernel was told to mark stacks
            (kmem_stackinfo), the most that ever was.

              -a  free threads, too
              -h  the threads that used most of their stack before they ended
            """,
        Examples = ["::stackinfo", "*panic_thread::stackinfo"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "ah") is not { } options || options.Rest != call.Arguments.Count || (options.Has('a') && options.Has('h')))
        {
            return Status.Usage;
        }

        bool isMarked = KernelObject.Variable(call.Run, "kmem_stackinfo") is > 0;
        if (options.Has('h'))
        {
            return call.HasAddress ? Status.Usage : StackHistory.Show(call, isMarked);
        }

        return KernelObject.Each(call, "thread", () => Heading(call, isMarked), address =>
        {
            if (!KernelObject.TryRead(call.Run, "kthread_t", address, "can't read kthread_t at 0x", out Value thread))
            {
                return Status.Error;
            }

            if (thread.Number("t_state") == 0 && !options.Has('a'))
            {
                return Status.Ok;
            }

            var row = new Row(call.Run, thread, isMarked ? StackUse.Most(call.Run, thread) : null);
            return call.Row(Layout, row, new Item(address, thread.Type)) ? Status.Ok : Status.Abort;
        });
    }

    private static void Heading(Invocation call, bool isMarked)
    {
        if (call.WantsHeader && !isMarked && (!call.ToPipe || call.Stock))
        {
            call.Line("Tunable kmem_stackinfo is unset, MAX value is not available.");
            call.Line("Use ::help stackinfo for more details.");
        }

        call.Header(Layout);
    }

    private static void Write(Row row, MdbWriter writer)
    {
        writer.Printf("%0?p %0?p %6x %3d%%", row.Thread.Address, row.Thread.Number("t_stkbase"), row.Size, (int)row.Current);
        writer.Write(row.Most is { } most ? $" {most,3}% " : "  n/a ");
        writer.Printf("%s\n", row.Description);
    }
}
