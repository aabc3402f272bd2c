using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>What a thread is called: <c>bhyve/7 [vcpu 3]</c>, a name of its own, <c>tq:TASKQ</c>, or the function it started in.</summary>
internal static class ThreadDescription
{
    /// <param name="run">For symbols.</param>
    /// <param name="thread">A <c>kthread_t</c>.</param>
    /// <param name="command">Name of the program before the thread id, where the thread has an LWP.</param>
    public static string Of(Run run, Value thread, bool command = true)
    {
        string name = thread.Text("t_name");
        ulong id = thread.Number("t_tid");
        if (id != 0)
        {
            string program = command ? thread.Text("t_procp->p_user.u_comm") + "/" : "";
            return program + id + (name.Length > 0 ? $" [{name}]" : "");
        }

        if (name.Length > 0)
        {
            return name;
        }

        // t_taskq is declared as a void pointer.
        if (thread.Number("t_taskq") is var taskq and not 0 && run.Session.FindType("taskq_t", out _) is { } type
            && new Value(thread.Space, type, taskq).Text("tq_name") is { Length: > 0 } queue)
        {
            return "tq:" + queue;
        }

        return AddressText.Of(run.Session, thread.Number("t_startpc")) + "()";
    }
}
