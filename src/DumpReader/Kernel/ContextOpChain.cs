namespace DumpReader.Kernel;

/// <summary>The context operators of a thread, newest first, with what their links and timestamps say.</summary>
public sealed class ContextOpChain
{
    private ContextOpChain(ContextLayout layout, IReadOnlyList<ContextOp> operators, IReadOnlyList<ContextFault> faults)
    {
        Layout = layout;
        Operators = operators;
        Faults = faults;
        Order = ContextTimes.Order(operators);
    }

    /// <summary>How this kernel links operators: read from the type, whatever the links in memory look like.</summary>
    public ContextLayout Layout { get; }

    /// <summary>Every operator that could be read, each once.</summary>
    public IReadOnlyList<ContextOp> Operators { get; }

    /// <summary>What the timestamps prove about the last switch.</summary>
    public ContextOrder Order { get; }

    /// <summary>What is wrong with the links; the fault that ended the list early, if any, comes first.</summary>
    public IReadOnlyList<ContextFault> Faults { get; }

    public bool IsDamaged => Faults.Count > 0;

    /// <summary>The operators of a thread (t_ctx). Ends at once on any damage; empty for a thread without.</summary>
    internal static ContextOpChain OfThread(KernelObjects kernel, ulong thread)
    {
        if (!kernel.Thread.TryOffset("t_ctx", out ulong offset))
        {
            return new ContextOpChain(ContextLayout.Unknown, [], []);
        }

        return kernel.Memory.TryReadUInt64(unchecked(thread + offset), out ulong head)
            ? FromHead(kernel, thread, head)
            : new ContextOpChain(kernel.ContextOps.Layout, [], [new ContextFault(ContextFaultKind.UnreadableThread, 0, thread, 0)]);
    }

    private static ContextOpChain FromHead(KernelObjects kernel, ulong thread, ulong head)
    {
        ContextOpType type = kernel.ContextOps;
        if (head == 0 || !type.IsUsable)
        {
            return new ContextOpChain(type.Layout, [], []);
        }

        var operators = new List<ContextOp>();
        var faults = new List<ContextFault>();
        bool closed = false;
        if (ContextLinks.Follow(kernel, thread, head, operators) is { } broken)
        {
            faults.Add(broken);
        }
        else
        {
            closed = type.Layout == ContextLayout.Circular;
        }

        ContextLinks.CheckPrevious(operators, closed, faults);
        return new ContextOpChain(type.Layout, operators, faults);
    }
}
