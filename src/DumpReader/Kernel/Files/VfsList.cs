namespace DumpReader.Kernel.Files;

/// <summary>Mounted file systems (<c>struct vfs</c>, sys/vfs.h): the ring <c>rootvfs</c>, vfs_next.</summary>
internal static class VfsList
{
    public static IEnumerable<ulong> From(KernelObjects kernel, ulong first, Action<WalkFault> fault) =>
        new KernelList("struct vfs", "vfs_next", "vfs", Ring: true).From(kernel, first, fault);
}
