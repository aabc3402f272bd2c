using DumpReader.Values;

namespace DumpReader.Kernel.Files;

/// <summary>Names of the kinds of file systems: <c>vfssw[vfs_fstype].vsw_name</c> (sys/vfs.h).</summary>
internal static class FileSystemType
{
    private const string Suffix = "_vfs";

    /// <summary>Name of the kind that a <c>struct vfs</c> is of; null where the table has none.</summary>
    public static string? Of(KernelObjects kernel, Value vfs)
    {
        KernelType entry = kernel.Type("struct vfssw");
        return entry.Size > 0 && kernel.TrySymbol("vfssw", out ulong table)
            && vfs.TryGet("vfs_fstype", out Value member) && member.TryInt64(out long kind) && kind >= 0
            && new Value(kernel.Memory, entry.Type!, unchecked(table + ((ulong)kind * entry.Size))).TryGet("vsw_name", out Value name)
            && name.TryString(out string text)
            ? text
            : null;
    }

    /// <summary>
    /// As <see cref="Of"/>, but also for a file system that was never mounted (kind 0), whose <c>struct vfs</c> is a variable
    /// named after it.
    /// </summary>
    public static string? OfAny(KernelObjects kernel, Value vfs)
    {
        if (vfs.TryGet("vfs_fstype", out Value kind) && kind.TryInt64(out long number) && number == 0)
        {
            return !kernel.Symbols.TryFind(vfs.Address, 0, out Symbols.Symbol symbol) || symbol.Value != vfs.Address ? null
                : symbol.Name is "door_vfs" ? "doorfs"
                : symbol.Name is "port_vfs" ? "portfs"
                : symbol.Name.EndsWith(Suffix, StringComparison.Ordinal) ? symbol.Name[..^Suffix.Length]
                : null;
        }

        return Of(kernel, vfs);
    }
}
