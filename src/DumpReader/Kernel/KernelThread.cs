using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>A kernel thread (<c>kthread_t</c>, sys/thread.h). Nothing is read until asked for.</summary>
public sealed class KernelThread
{
    private readonly KernelObjects _kernel;
    private ContextOpChain? _chain;

    internal KernelThread(KernelObjects kernel, ulong address)
    {
        _kernel = kernel;
        Value = new Value(kernel.Memory, kernel.Thread.Type!, address);
    }

    public ulong Address => Value.Address;

    /// <summary>The structure itself, for members by name or path: <c>thread.Value["t_procp->p_user.u_comm"].AsString()</c>.</summary>
    public Value Value { get; }

    /// <summary>Number of the thread in its process (t_tid); 0 for a thread of the kernel.</summary>
    public long Id => Value.TryGet("t_tid", out Value id) && id.TryInt64(out long number) ? number : 0;

    /// <summary>Its process (t_procp); null where the dump lacks it.</summary>
    public KernelProcess? Process =>
        _kernel.Process.Type is not null && Value.TryGet("t_procp", out Value p) && p.TryUInt64(out ulong address) && address != 0
            ? new KernelProcess(_kernel, address)
            : null;

    /// <summary>Name of the program that it runs for (u_comm of its process); empty where the dump lacks it.</summary>
    public string Command => Process?.Command ?? "";

    /// <summary>Its context operators, newest first; empty where it has none. Faults are in <see cref="ContextChain"/>.</summary>
    public IReadOnlyList<ContextOp> ContextOps => ContextChain.Operators;

    /// <summary>Its context operators with what their links and timestamps say; read once.</summary>
    public ContextOpChain ContextChain => _chain ??= ContextOpChain.OfThread(_kernel, Address);
}
