using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>Where the members of a <c>page_t</c> (vm/page.h) lie that searches through pages need, in bytes from its start.</summary>
internal sealed record PageType(ulong Size, ulong Vnode, ulong Offset, ulong State, ulong HashNext, ulong VnodeNext)
{
    private const string Name = "struct page";

    /// <summary>Null after the fault: the dump's types have no such structure.</summary>
    public static PageType? Of(KernelObjects kernel, Action<WalkFault> fault)
    {
        ulong size = kernel.Type(Name).Size;
        if (!kernel.TryOffset(Name, "p_vnode", fault, out ulong vnode) || !kernel.TryOffset(Name, "p_offset", fault, out ulong offset)
            || !kernel.TryOffset(Name, "p_state", fault, out ulong state) || !kernel.TryOffset(Name, "p_hash", fault, out ulong hash)
            || !kernel.TryOffset(Name, "p_vpnext", fault, out ulong next))
        {
            return null;
        }

        if (size > Limits.PageStructureBytes)
        {
            fault(WalkFault.Contradiction(Name, 0, $"{Name} has {size} bytes in the dump's types, more than {Limits.PageStructureBytes}"));
            return null;
        }

        return new PageType(size, vnode, offset, state, hash, next);
    }
}
