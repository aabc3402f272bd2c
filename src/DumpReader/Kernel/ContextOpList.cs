namespace DumpReader.Kernel;

/// <summary>The addresses of context operators; <see cref="ContextOpChain"/> has the checks.</summary>
internal static class ContextOpList
{
    /// <summary>From an operator on, until NULL or back at it.</summary>
    public static IEnumerable<ulong> From(KernelObjects kernel, ulong head, Action<WalkFault> fault)
    {
        ContextOpType type = kernel.ContextOps;
        return kernel.TryOffset("struct ctxop", "next", fault, out ulong next)
            ? LinkChain.Walk(kernel.Memory, head, next, type.Layout == ContextLayout.Circular, "ctxop", fault)
            : [];
    }
}
