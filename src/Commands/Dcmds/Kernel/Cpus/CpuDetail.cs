using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A thread in the drawing of ::cpuinfo -v: its level (PIL or priority; null for the pinned one), address and name.</summary>
internal sealed record CpuThread(long? Level, ulong Address, string Name);

/// <summary>What ::cpuinfo -v adds: the flags that are set, the interrupt threads and the run queue.</summary>
internal sealed record CpuDetail(IReadOnlyList<string> Flags, IReadOnlyList<CpuThread> Interrupts, IReadOnlyList<CpuThread> RunQueue)
{
    /// <summary>T_INTR_THREAD of t_flag.</summary>
    private const ulong InterruptThread = 1;

    /// <summary>More run queues than any scheduling class has priorities.</summary>
    private const ulong MostQueues = Limits.DispatchLevels;

    private static readonly string[] _flags =
        ["RUNNING", "READY", "QUIESCED", "EXISTS", "ENABLE", "OFFLINE", "POWEROFF", "FROZEN", "SPARE", "FAULTED", "DISABLED"];

    /// <param name="run">The statement.</param>
    /// <param name="row">The processor.</param>
    /// <param name="interrupts">What <see cref="InterruptThreads"/> found.</param>
    public static CpuDetail Of(Run run, CpuRow row, ILookup<long, Value> interrupts)
    {
        ulong bits = row.Cpu.Number("cpu_flags");
        return new CpuDetail([.. _flags.Where((_, i) => (bits & (1UL << i)) != 0)], Interrupted(row, interrupts), Queued(run, row));
    }

    /// <summary>The interrupt threads in use, by the number of the processor that they run on.</summary>
    public static ILookup<long, Value> InterruptThreads(Run run)
    {
        var found = new List<(long Cpu, Value Thread)>();
        foreach (Item item in KernelObject.Elements(run, "thread"))
        {
            if (KernelObject.TryReadPart(run, "kthread_t", item.Bits, out Value thread) && (thread.Number("t_flag") & InterruptThread) != 0
                && thread.Number("t_state") != 0 && thread.TryGet("t_bound_cpu->cpu_id", out Value id) && id.TryInt64(out long cpu))
            {
                found.Add((cpu, thread));
            }
        }

        return found.ToLookup(f => f.Cpu, f => f.Thread);
    }

    private static List<CpuThread> Interrupted(CpuRow row, ILookup<long, Value> interrupts)
    {
        List<(long Level, Value Thread)> found = [.. interrupts[row.Id].Select(t => (t.Signed("t_pil"), t))];
        List<CpuThread> threads = [.. found.OrderByDescending(f => f.Level).Select(f => new CpuThread(f.Level, f.Thread.Address, ""))];
        if (found.Count > 0 && found.MinBy(f => f.Level).Thread.Number("t_intr") is var pinned and not 0)
        {
            threads.Add(new CpuThread(null, pinned, CpuRow.Name(row.Cpu, pinned)));
        }

        return threads;
    }

    private static List<CpuThread> Queued(Run run, CpuRow row)
    {
        var threads = new List<CpuThread>();
        Action<WalkFault> report = fault => KernelWalk.Report(run, fault);
        if (!row.Cpu.TryGet("cpu_disp->disp_q", out Value queues) || !queues.TryDereference(out _)
            || !run.Session.Kernel.TryOffset("kthread_t", "t_link", report, out ulong link))
        {
            return threads;
        }

        ulong levels = row.Cpu.Number("cpu_disp->disp_npri");
        if (levels > MostQueues)
        {
            report(WalkFault.TooMany("dispq_t", (long)MostQueues, queues.Address));
        }

        for (ulong level = Math.Min(levels, MostQueues); level-- > 0 && !run.ShouldStop;)
        {
            ulong first = queues.Element((long)level).Number("dq_first");
            foreach (ulong at in LinkChain.Walk(run.Target.Memory, first, link, ring: false, "kthread_t", report).UntilStopped(run))
            {
                threads.Add(new CpuThread((long)level, at, CpuRow.Name(row.Cpu, at)));
            }
        }

        return threads;
    }
}
