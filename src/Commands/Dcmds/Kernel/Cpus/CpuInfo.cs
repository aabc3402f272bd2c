using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows the processors and what runs on them.</summary>
[Dcmd("cpuinfo")]
internal sealed class CpuInfo : Dcmd
{
    public override DcmdInfo Info { get; } = new("cpuinfo", "print CPUs and runnable threads")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the processors, or the one whose number or cpu_t is the address: flags,
            runnable threads, base priority level, priority, preemption requests, time
            since the last switch, and the thread that runs. -v adds the names of the
            flags, the interrupt threads and the run queue.
            """,
        Examples = ["::cpuinfo", "::cpuinfo -v", "0::cpuinfo"],
    };

    public override string? InputType => "cpu_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool verbose = options.Has('v');
        long lbolt = KernelClock.Lbolt(call.Run);
        ILookup<long, Value>? interrupts = verbose ? CpuDetail.InterruptThreads(call.Run) : null;
        if (call.HasAddress)
        {
            ulong address = Named(call.Run, call.Address) ?? call.Address;
            if (!KernelObject.TryRead(call.Run, "cpu_t", address, out Value cpu))
            {
                return call.Fail($"{call.Address:x} is neither a valid CPU ID nor a valid cpu_t address");
            }

            Heading(call, verbose);
            return Show(call, cpu, lbolt, interrupts) ? Status.Ok : Status.Abort;
        }

        if (KernelObject.Walk(call, "cpu", failure: "can't walk 'cpu'") is not { } cpus)
        {
            return Status.Error;
        }

        bool first = true;
        foreach (Item item in cpus)
        {
            if (first || verbose)
            {
                Heading(call, verbose);
                first = false;
            }

            if (!KernelObject.TryRead(call.Run, "cpu_t", item.Bits, "failed to read cpu_t at ", out Value cpu))
            {
            }
            else if (!Show(call, cpu, lbolt, interrupts))
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>The processor in the list of processors that has this number or address.</summary>
    private static ulong? Named(Run run, ulong wanted)
    {
        foreach (Item item in KernelObject.Elements(run, "cpu"))
        {
            if (item.Bits == wanted || (KernelObject.TryReadPart(run, "cpu_t", item.Bits, out Value cpu) && cpu.Signed("cpu_id") == (long)wanted))
            {
                return item.Bits;
            }
        }

        return null;
    }

    private static void Heading(Invocation call, bool verbose)
    {
        if (verbose)
        {
            call.Line(CpuRow.Layout.Header!);
        }
        else
        {
            call.Header(CpuRow.Layout);
        }
    }

    /// <summary>With interrupt threads, which only -v asks for, in all detail.</summary>
    private static bool Show(Invocation call, Value cpu, long lbolt, ILookup<long, Value>? interrupts)
    {
        var row = new CpuRow(cpu, lbolt);
        return interrupts is not null
            ? call.Emit(new CpuDetailEvent(row, CpuDetail.Of(call.Run, row, interrupts)))
            : call.Row(CpuRow.Layout, row, new Item(cpu.Address, cpu.Type));
    }
}
