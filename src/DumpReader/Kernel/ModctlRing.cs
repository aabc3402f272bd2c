namespace DumpReader.Kernel;

/// <summary>Module control records: the ring that begins with <c>modules</c> itself (mod_next).</summary>
internal static class ModctlRing
{
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("modules", out ulong head))
        {
            fault(WalkFault.MissingSymbol("modules"));
            return [];
        }

        return From(kernel, head, fault);
    }

    public static IEnumerable<ulong> From(KernelObjects kernel, ulong head, Action<WalkFault> fault) =>
        kernel.TryOffset("struct modctl", "mod_next", fault, out ulong next)
            ? LinkChain.Walk(kernel.Memory, head, next, ring: true, "modctl", fault)
            : [];
}
