namespace DumpReader.Kernel.Zfs;

/// <summary>
/// How inputs and outputs of ZFS depend on each other (<c>zio_t</c>, <c>zio_link_t</c>, sys/zio.h): each has a list of links to its
/// children and one to its parents.
/// </summary>
internal static class ZioLinks
{
    /// <summary>Those that it waits for.</summary>
    public static IEnumerable<ulong> Children(KernelObjects kernel, ulong zio, Action<WalkFault> fault) =>
        Linked(kernel, zio, "io_child_list", "zl_child", fault);

    /// <summary>Those that wait for it.</summary>
    public static IEnumerable<ulong> Parents(KernelObjects kernel, ulong zio, Action<WalkFault> fault) =>
        Linked(kernel, zio, "io_parent_list", "zl_parent", fault);

    private static IEnumerable<ulong> Linked(KernelObjects kernel, ulong zio, string list, string end, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("zio_t", list, fault, out ulong listAt) || !kernel.TryOffset("zio_link_t", end, fault, out ulong endAt))
        {
            yield break;
        }

        foreach (ulong link in ListNodes.Walk(kernel, unchecked(zio + listAt), fault))
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(link + endAt), out ulong other))
            {
                fault(WalkFault.Unreadable("zio_link_t", link));
                yield break;
            }

            yield return other;
        }
    }
}
