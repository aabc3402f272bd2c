namespace DumpReader.Kernel;

/// <summary>The addresses of a thread's context operators (t_ctx), or of those from one operator on; see <see cref="ContextOpChain"/> for the checks.</summary>
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
