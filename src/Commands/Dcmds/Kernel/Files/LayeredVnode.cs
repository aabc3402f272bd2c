using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Finds the vnode that others stand in front of: the file of a named pipe or of a mounted name, the stream of a socket.</summary>
internal static class LayeredVnode
{
    /// <summary>The vnode behind a vnode; itself where nothing is behind it.</summary>
    public static Value Behind(Run run, Value vnode)
    {
        var guard = new CycleGuard();
        Value at = vnode;
        while (Next(run, at) is var next && next != 0 && next != at.Address)
        {
            if (!guard.Visit(at.Address) || guard.Count > Limits.PathComponents)
            {
                run.PartialAlways((guard.Count > Limits.PathComponents
                    ? WalkFault.TooMany("vnode", Limits.PathComponents, at.Address)
                    : WalkFault.Loop("vnode", at.Address, next)).Problem);
                break;
            }

            if (!KernelObject.TryReadPart(run, "vnode_t", next, out Value behind))
            {
                break;
            }

            at = behind;
        }

        return at;
    }

    /// <summary>0 where a vnode stands for itself.</summary>
    private static ulong Next(Run run, Value vnode)
    {
        ulong stream = vnode.Number("v_stream");
        if (vnode.Number("v_type") == VnodeType.Socket && stream != 0)
        {
            return KernelObject.TryReadPart(run, "stdata_t", stream, out Value head) ? head.Number("sd_vnode") : 0;
        }

        return FileSystem(run, vnode) switch
        {
            "fifofs" => Private(run, vnode, "fifonode_t", "fn_realvp"),
            "namefs" => Private(run, vnode, "struct namenode", "nm_filevp"),
            _ => 0,
        };
    }

    private static ulong Private(Run run, Value vnode, string type, string member) =>
        KernelObject.TryReadPart(run, type, vnode.Number("v_data"), out Value node) ? node.Number(member) : 0;

    private static string? FileSystem(Run run, Value vnode)
    {
        ulong address = vnode.Number("v_vfsp");
        if (KernelObject.TryReadPart(run, "struct vfs", address, out Value vfs)
            && FileSystemType.OfAny(run.Session.Kernel, vfs) is { } name)
        {
            return name;
        }

        run.Error($"unknown filesystem type for vfs {address:x}");
        return null;
    }
}
