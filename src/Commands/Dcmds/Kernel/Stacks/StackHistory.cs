using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>The threads that had used most of their stacks when they ended (<c>kmem_stkinfo_log</c>, an array of <c>kmem_stkinfo_t</c>).</summary>
internal static class StackHistory
{
    /// <summary>KMEM_STKINFO_LOG_SIZE, sys/kmem_impl.h.</summary>
    private const long Slots = 16;

    private static readonly Table<Value> Layout = new(
        [
            new("thread", r => Cell.Address(r.Number("kthread"))), new("stack", r => Cell.Address(r.Number("start"))), new("size", r => r.Number("stksz")),
            new("most_percent", r => r.Number("percent")), new("tid", r => r.Signed("t_tid")), new("start", r => Cell.Symbolic(r.Number("t_startpc"))),
            new("cmd", r => r.Text("cmd")),
        ],
        "          THREAD            STACK   SIZE  MAX CMD/LWPID or STARTPC",
        Write);

    public static Status Show(Invocation call, bool isMarked)
    {
        if (!isMarked)
        {
            call.Line("Tunable kmem_stackinfo is unset, history feature is off.");
            call.Line("Use ::help stackinfo for more details.");
            return Status.Ok;
        }

        if (KernelObject.Variable(call.Run, "kmem_stkinfo_log") is not { } log || call.Session.FindType("kmem_stkinfo_t", out _) is not { } type)
        {
            return call.Fail($"can't read 'kmem_stkinfo_log': {Reasons.UnknownSymbol}");
        }

        call.Header(Layout);
        for (long i = 0; log != 0 && i < Slots; i++)
        {
            ulong address = unchecked(log + ((ulong)i * type.Size));
            if (!KernelObject.TryRead(call.Run, "kmem_stkinfo_t", address, "can't read kmem_stkinfo_t at 0x", out Value ended))
            {
                return Status.Error;
            }

            if (ended.Number("kthread") != 0 && !call.Row(Layout, ended, new Item(ended.Number("kthread"))))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static void Write(Value row, MdbWriter writer)
    {
        writer.Printf("%0?p %0?p %6x %3d%%", row.Number("kthread"), row.Number("start"), row.Number("stksz"), (int)row.Number("percent"));
        if (row.Signed("t_tid") != 0)
        {
            writer.Printf(" %s/%u\n", row.Text("cmd"), (uint)row.Number("t_tid"));
        }
        else
        {
            writer.Printf(" %a()\n", row.Number("t_startpc"));
        }
    }
}
