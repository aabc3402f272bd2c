namespace DumpReader.Kernel;

/// <summary>Processors that an object lists: it points to one of them, which begin a ring through a link of their own.</summary>
internal static class CpuRing
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="owner">The object.</param>
    /// <param name="type">Its type.</param>
    /// <param name="first">Its pointer to the first processor.</param>
    /// <param name="link">The link in a <c>cpu_t</c>.</param>
    /// <param name="fault">Told where the walk does not come to its end.</param>
    public static IEnumerable<ulong> Of(KernelObjects kernel, ulong owner, string type, string first, string link, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset(type, first, fault, out ulong at) || !kernel.TryOffset("cpu_t", link, fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(owner + at), out ulong head))
        {
            fault(WalkFault.Unreadable(type, owner));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, head, next, ring: true, "cpu", fault);
    }
}
