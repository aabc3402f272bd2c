using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor partition, with the threads that wait to run in it where they were asked for.</summary>
internal sealed class CpupartEvent(Value partition, IReadOnlyList<long> cpus, IReadOnlyList<CpuThread>? queue) : FactEvent
{
    public override string? TableHeading => Cpupart.Heading;

    public override Item? Item => new Item(partition.Address, partition.Type);

    public static CpupartEvent Of(Run run, Value partition, bool verbose)
    {
        List<CpuThread>? queue = null;
        if (verbose)
        {
            queue = [];
            foreach (Item item in KernelObject.Elements(run, "cpupart_dispq", new Item(partition.Address)))
            {
                if (KernelObject.TryReadPart(run, "kthread_t", item.Bits, out Value thread))
                {
                    queue.Add(new CpuThread(thread.Signed("t_pri"), item.Bits, thread.Text("t_procp->p_user.u_comm")));
                }
            }
        }

        return new CpupartEvent(partition, CpuNumbers.Of(run, "cpupart_cpulist", partition.Address), queue);
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%3d %?p %4d %4d %s\n", (int)partition.Signed("cp_id"), partition.Address, Runnable, (int)partition.Signed("cp_ncpus"),
            NumberRanges.Of(cpus));
        if (queue is { Count: > 0 })
        {
            writer.Printf("%24s|\n%24s+-->  %3s %-16s %s\n", "", "", "PRI", "THREAD", "PROC");
            foreach (CpuThread thread in queue)
            {
                writer.Printf("%24s%9d %016p %s\n", "", (int)thread.Level!.Value, thread.Address, thread.Name);
            }
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("id", partition.Signed("cp_id"));
        facts.Add("addr", Cell.Address(partition.Address));
        facts.Add("nrun", Runnable);
        facts.Add("ncpus", partition.Signed("cp_ncpus"));
        facts.StartList("cpus");
        foreach (long cpu in cpus)
        {
            facts.Add(cpu);
        }

        facts.EndList();
        if (queue is not null)
        {
            facts.StartList("run_queue");
            foreach (CpuThread thread in queue)
            {
                facts.StartObject();
                facts.Add("pri", thread.Level!.Value);
                facts.Add("thread", Cell.Address(thread.Address));
                facts.Add("proc", thread.Name);
                facts.EndObject();
            }

            facts.EndList();
        }
    }

    private int Runnable => (int)partition.Signed("cp_kp_queue.disp_nrunnable");
}
