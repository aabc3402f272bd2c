using DumpReader.Bytes;

namespace DumpReader.Kernel.Zfs;

/// <summary>Regions of the devices of a pool that space is allocated from (<c>metaslab_t</c>, sys/metaslab_impl.h).</summary>
internal static class Metaslabs
{
    /// <summary>Those of all top-level devices of a pool, device by device.</summary>
    public static IEnumerable<ulong> OfPool(KernelObjects kernel, ulong spa, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("spa_t", "spa_root_vdev", fault, out ulong rootAt))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(spa + rootAt), out ulong root))
        {
            fault(WalkFault.Unreadable("spa_t", spa));
            return [];
        }

        return root == 0
            ? []
            : Array(kernel, root, "vdev_children", "vdev_child", Limits.VdevChildren, fault).SelectMany(vdev => OfDevice(kernel, vdev, fault));
    }

    /// <summary>Those of one top-level device.</summary>
    public static IEnumerable<ulong> OfDevice(KernelObjects kernel, ulong vdev, Action<WalkFault> fault) =>
        Array(kernel, vdev, "vdev_ms_count", "vdev_ms", Limits.Metaslabs, fault);

    private static IEnumerable<ulong> Array(KernelObjects kernel, ulong vdev, string count, string array, ulong most, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("vdev_t", count, fault, out ulong countAt) || !kernel.TryOffset("vdev_t", array, fault, out ulong arrayAt))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(vdev + countAt), out ulong claimed)
            || !kernel.Memory.TryReadUInt64(unchecked(vdev + arrayAt), out ulong first))
        {
            fault(WalkFault.Unreadable("vdev_t", vdev));
            return [];
        }

        return ObjectArray.Pointers(kernel.Memory, first, claimed, most, array, fault);
    }
}
