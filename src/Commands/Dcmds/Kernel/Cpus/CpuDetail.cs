using Commands.Pipeline;
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
    private const ulong MostQueues = 4096;

    private static readonly string[] _flags =
        ["RUNNING", "READY", "QUIESCED", "EXISTS", "ENABLE", "OFFLINE", "POWEROFF", "FROZEN", "SPARE", "FAULTED", "DISABLED"];

    public static CpuDetail Of(Run run, CpuRow row)
    {
        ulong bits = row.Cpu.Number("cpu_flags");
        return new CpuDetail([.. _flags.Where((_, i) => (bits & (1UL << i)) != 0)], Interrupted(run, row), Queued(run, row));
    }

    private static List<CpuThread> Interrupted(Run run, CpuRow row)
    {
        var found = new List<(long Level, Value Thread)>();
        foreach (Item item in KernelObject.Elements(run, "thread"))
        {
            if (KernelObject.TryRead(run, "kthread_t", item.Bits, out Value thread) && (thread.Number("t_flag") & InterruptThread) != 0
                && thread.Number("t_state") != 0 && thread.TryGet("t_bound_cpu->cpu_id", out Value id) && id.TryInt64(out long cpu) && cpu == row.Id)
            {
                found.Add((thread.Signed("t_pil"), thread));
            }
        }

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
        ulong levels = Math.Min(row.Cpu.Number("cpu_disp->disp_npri"), MostQueues);
        if (!row.Cpu.TryGet("cpu_disp->disp_q", out Value queues) || !queues.TryDereference(out _))
        {
            return threads;
        }

        for (ulong level = levels; level-- > 0;)
        {
            var guard = new CycleGuard();
            for (ulong at = queues.Element((long)level).Number("dq_first"); at != 0 && guard.Visit(at) && !run.ShouldStop;)
            {
                if (!KernelObject.TryRead(run, "kthread_t", at, "failed to read kthread_t at ", out Value thread))
                {
                    break;
                }

                threads.Add(new CpuThread((long)level, at, CpuRow.Name(row.Cpu, at)));
                at = thread.Number("t_link");
            }
        }

        return threads;
    }
}
