using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>
/// One context operator of a thread (<c>struct ctxop</c>, sys/thread.h): handlers that the kernel calls when the thread leaves
/// a CPU and comes back to one. Handlers are addresses of functions; 0 is none.
/// </summary>
public sealed class ContextOp
{
    internal ContextOp(AddressSpace space, CType type, int number, ulong address) =>
        (Value, Number) = (new Value(space, type, address), number);

    /// <summary>Place in the list, from 1, the newest first.</summary>
    public int Number { get; }

    public ulong Address => Value.Address;

    /// <summary>The structure itself, for members by name.</summary>
    public Value Value { get; }

    /// <summary>Called when the thread leaves the CPU (save_op).</summary>
    public ulong Save { get; internal init; }

    /// <summary>Called when the thread comes back to a CPU (restore_op).</summary>
    public ulong Restore { get; internal init; }

    /// <summary>Called for fork (fork_op).</summary>
    public ulong Fork { get; internal init; }

    /// <summary>Called when a further LWP is made (lwp_create_op).</summary>
    public ulong LwpCreate { get; internal init; }

    /// <summary>Called when the thread exits (exit_op).</summary>
    public ulong Exit { get; internal init; }

    /// <summary>Called when the operator is freed (free_op).</summary>
    public ulong Free { get; internal init; }

    /// <summary>What the handlers get (arg).</summary>
    public ulong Argument { get; internal init; }

    /// <summary>Address of the next older operator; NULL or the newest behind the oldest, as <see cref="ContextLayout"/> says.</summary>
    public ulong Next { get; internal init; }

    /// <summary>Address of the next newer operator; null in a layout without.</summary>
    public ulong? Previous { get; internal init; }

    /// <summary>When it was last saved (save_ts), in unscaled high-resolution time; null in a release without timestamps.</summary>
    public long? SaveTime { get; internal init; }

    /// <summary>When it was last restored (restore_ts).</summary>
    public long? RestoreTime { get; internal init; }
}
