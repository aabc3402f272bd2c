using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>A process (<c>proc_t</c>, sys/proc.h).</summary>
public sealed class KernelProcess
{
    private readonly KernelObjects _kernel;

    internal KernelProcess(KernelObjects kernel, ulong address)
    {
        _kernel = kernel;
        Value = new Value(kernel.Memory, kernel.Process.Type!, address);
    }

    public ulong Address => Value.Address;

    /// <summary>The structure itself, for members by name or path: <c>process.Value["p_user.u_psargs"]</c>.</summary>
    public Value Value { get; }

    /// <summary>Process id (p_pidp->pid_id); null where the dump lacks it.</summary>
    public long? Id => Value.TryGet("p_pidp->pid_id", out Value id) && id.TryInt64(out long number) ? number : null;

    /// <summary>Name of the program (p_user.u_comm); empty where the dump lacks it.</summary>
    public string Command => Value.TryGet("p_user.u_comm", out Value name) && name.TryString(out string text) ? text : "";

    /// <summary>Beginning of the command line (p_user.u_psargs); empty where the dump lacks it.</summary>
    public string Arguments => Value.TryGet("p_user.u_psargs", out Value line) && line.TryString(out string text) ? text : "";

    /// <summary>Its threads; a damaged list ends early.</summary>
    public IEnumerable<KernelThread> Threads =>
        ThreadList.OfProcess(_kernel, Address, static _ => { }).Select(thread => new KernelThread(_kernel, thread));
}
