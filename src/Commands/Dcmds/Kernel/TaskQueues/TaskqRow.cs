using Commands.Output;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.TaskQueues;

/// <summary>A task queue.</summary>
/// <param name="Queue">A <c>taskq_t</c>, read whole.</param>
/// <param name="Active">Entries that threads are at, those of the buckets of a dynamic queue included.</param>
internal sealed record TaskqRow(Value Queue, long Active)
{
    /// <summary>TASKQ_NOINSTANCE, sys/taskq_impl.h.</summary>
    private const ulong Uninstantiated = 0x40000;

    private const ulong MostBuckets = Limits.TaskQueueBuckets;

    private const string Heading = "ADDR             NAME                             ACT/THDS Q'ED  MAXQ INST";

    public static readonly Table<TaskqRow> Layout = new(
        [
            new("addr", r => Cell.Address(r.Queue.Address)), new("name", r => r.Name), new("active", r => r.Active), new("threads", r => r.Threads),
            new("queued", r => r.Pending), new("maxq", r => r.IsDynamic ? Cell.None : r.Most),
            new("instance", r => r.HasInstance ? r.Instance : Cell.None), new("dynamic", r => r.IsDynamic),
        ],
        Heading,
        Write);

    public string Name => Queue.Text("tq_name");

    public bool IsDynamic => (Queue.Number("tq_flags") & TaskQueueThreads.Dynamic) != 0;

    public bool HasInstance => (Queue.Number("tq_flags") & Uninstantiated) == 0;

    public long Instance => Queue.Signed("tq_instance");

    /// <summary>Entries that wait.</summary>
    public long Pending => unchecked((long)(Queue.Number("tq_tasks") - Queue.Number("tq_executed")));

    /// <summary>Most entries that ever waited.</summary>
    public long Most => Queue.Signed("tq_maxtasks");

    private long Threads => Queue.Signed("tq_nthreads") + (IsDynamic ? Queue.Signed("tq_tcreates") - Queue.Signed("tq_tdeaths") : 0);

    public static TaskqRow Of(Run run, Value queue)
    {
        var row = new TaskqRow(queue, queue.Signed("tq_active"));
        ulong buckets = queue.Number("tq_nbuckets");
        if (!row.IsDynamic || buckets == 0 || !queue.TryGet("tq_buckets", out Value first))
        {
            return row;
        }

        if (buckets > MostBuckets)
        {
            run.Partial(WalkFault.TooMany("taskq_bucket_t", (long)MostBuckets, queue.Address).Problem);
            return row;
        }

        long allocated = 0;
        for (long i = 0; i < (long)buckets; i++)
        {
            Value bucket = first.Element(i);
            if (bucket.TryGet("tqbucket_nalloc", out Value count) && count.TryInt64(out long number))
            {
                allocated += number;
            }
            else
            {
                run.Missing(bucket.Address);
                break;
            }
        }

        return row with { Active = row.Active + allocated };
    }

    /// <summary>The order of ::taskq: dynamic queues last; those without an instance first; by name, then by instance.</summary>
    public static int Compare(TaskqRow left, TaskqRow right)
    {
        int order = left.IsDynamic.CompareTo(right.IsDynamic);
        order = order != 0 ? order : left.HasInstance.CompareTo(right.HasInstance);
        if (order == 0 && left.HasInstance)
        {
            order = string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase);
        }

        return order != 0 ? order : left.Instance.CompareTo(right.Instance);
    }

    private static void Write(TaskqRow row, MdbWriter writer)
    {
        writer.Printf("%?p %-31s %4d/%4d %4d ", row.Queue.Address, row.Name, (int)row.Active, (int)row.Threads, (int)row.Pending);
        if (row.IsDynamic)
        {
            writer.Printf("%5s ", "-");
        }
        else
        {
            writer.Printf("%5d ", (int)row.Most);
        }

        if (row.HasInstance)
        {
            writer.Printf("%4x\n", (uint)row.Instance);
        }
        else
        {
            writer.Printf("%4s\n", "-");
        }
    }
}
