using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>A condition variable or semaphore with the threads that wait on it.</summary>
internal sealed class WchanEvent(ulong channel, string? kind, IReadOnlyList<(ulong Thread, string Process)> threads, bool verbose) : OutputEvent
{
    /// <summary>SOBJ_CV and SOBJ_SEMA, sys/sobject.h.</summary>
    private static readonly Dictionary<ulong, string> _kinds = new() { [3] = "cond", [4] = "sema" };

    public override Item? Item => new Item(channel);

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
                    ? _kinds.GetValueOrDefault(new Value(run.Target.Memory, type, operations).Number("sobj_type"))
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

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(channel));
        json.WriteString("type", kind);
        json.WriteNumber("waiters", threads.Count);
        json.WriteStartArray("threads");
        foreach ((ulong thread, string process) in threads)
        {
            json.WriteStartObject();
            json.WriteString("thread", JsonText.Hex(thread));
            json.WriteString("proc", process);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
