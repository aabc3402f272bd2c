using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>Page structures: all of them, those that belong to a vnode, and the one of a frame.</summary>
internal static class PageList
{
    /// <summary>The page structures of all physical memory, array by array.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (PageType.Of(kernel, fault) is not { } type)
        {
            return [];
        }

        return MemorySegment.Walk(kernel, fault).SelectMany(segment => Of(segment, type.Size));
    }

    /// <summary>The pages that a vnode has in memory: the ring v_pages, linked by p_vpnext.</summary>
    public static IEnumerable<ulong> OfVnode(KernelObjects kernel, ulong vnode, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct vnode", "v_pages", fault, out ulong pages) || PageType.Of(kernel, fault) is not { } type)
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(vnode + pages), out ulong head))
        {
            fault(WalkFault.Unreadable("vnode", vnode));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, head, type.VnodeNext, ring: true, "page", fault, Limits.MemoryElements);
    }

    /// <summary>The page structure of a page frame; 0 where there is none.</summary>
    public static ulong OfFrame(KernelObjects kernel, ulong frame, Action<WalkFault> fault)
    {
        ulong size = kernel.Type("struct page").Size;
        foreach (MemorySegment segment in MemorySegment.Walk(kernel, fault))
        {
            if (frame >= segment.First && frame < segment.End)
            {
                return unchecked(segment.Pages + ((frame - segment.First) * size));
            }
        }

        return 0;
    }

    private static IEnumerable<ulong> Of(MemorySegment segment, ulong size)
    {
        for (ulong offset = 0; offset + size <= segment.Bytes; offset += size)
        {
            yield return segment.Pages + offset;
        }
    }
}
