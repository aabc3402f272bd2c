using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>A condition variable or semaphore with the threads that wait on it.</summary>
internal sealed class WchanEvent(ulong channel, string? kind, IReadOnlyList<(ulong Thread, string Process)> threads, bool verbose) : FactEvent
{
    /// <summary>SOBJ_CV and SOBJ_SEMA, sys/sobject.h.</summary>
    private static readonly Dictionary<ulong, string> _kinds = new() { [3] = "cond", [4] = "sema" };

    public override string? TableHeading => Heading(verbose);

    public override Item? Item => new Item(channel);

    public static string Heading(bool verbose) => "ADDR             TYPE NWAITERS" + (verbose ? "   THREAD           PROC" : "");

    /// <summary>The kind is that of the operations by which the first thread sleeps.</summary>
    public static WchanEvent Of(Run run, ulong channel, IReadOnlyList<ulong> waiters, bool verbose)
    {
        string? kind = null;
        var threads = new List<(ulong, string)>();
        foreach (ulong waiter in waiters)
        {
            bool read = KernelObject.TryReadPart(run, "kthread_t", waiter, out Value thread);
            if (read && threads.Count == 0)
            {
                // t_sobj_ops is a plain pointer in some kernels.
                kind = thread.Number("t_sobj_ops") is var operations and not 0
                    && run.Session.FindType("sobj_ops_t", out _) is { } type
                    ? _kinds.GetValueOrDefault(new Value(run.Memory, type, operations).Number("sobj_type"))
                    : null;
            }

            threads.Add((waiter, read ? thread.Text("t_procp->p_user.u_comm") : ""));
        }

        return new WchanEvent(channel, kind, threads, verbose);
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%0?p %4s %8d", channel, kind ?? "??", threads.Count);
        if (verbose)
        {
            for (int i = 0; i < threads.Count; i++)
            {
                writer.Printf(i == 0 ? ":  %0?p %s" : "\n                                 %0?p %s", threads[i].Thread, threads[i].Process);
            }
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(channel));
        facts.Add("type", kind);
        facts.Add("waiters", threads.Count);
        facts.StartList("threads");
        foreach ((ulong thread, string process) in threads)
        {
            facts.StartObject();
            facts.Add("thread", Cell.Address(thread));
            facts.Add("proc", process);
            facts.EndObject();
        }

        facts.EndList();
    }
}
