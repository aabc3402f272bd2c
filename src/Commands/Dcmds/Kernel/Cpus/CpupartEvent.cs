using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor partition, with the threads that wait to run in it where they were asked for.</summary>
internal sealed class CpupartEvent(Value partition, IReadOnlyList<long> cpus, IReadOnlyList<CpuThread>? queue) : OutputEvent
{
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

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", partition.Signed("cp_id"));
        json.WriteString("addr", JsonText.Hex(partition.Address));
        json.WriteNumber("nrun", Runnable);
        json.WriteNumber("ncpus", partition.Signed("cp_ncpus"));
        json.WriteStartArray("cpus");
        foreach (long cpu in cpus)
        {
            json.WriteNumberValue(cpu);
        }

        json.WriteEndArray();
        if (queue is not null)
        {
            json.WriteStartArray("run_queue");
            foreach (CpuThread thread in queue)
            {
                json.WriteStartObject();
                json.WriteNumber("pri", thread.Level!.Value);
                json.WriteString("thread", JsonText.Hex(thread.Address));
                json.WriteString("proc", thread.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        return true;
    }

    private int Runnable => (int)partition.Signed("cp_kp_queue.disp_nrunnable");
}
