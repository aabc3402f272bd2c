using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Adds to an open file what is behind a door, a port, a file of /proc or a socket.</summary>
internal static class OpenFileDetail
{
    /// <param name="run">The statement.</param>
    /// <param name="row">The file.</param>
    /// <param name="behind">The vnode behind its vnode, whose node is read.</param>
    public static OpenFileRow Of(Run run, OpenFileRow row, Value behind)
    {
        ulong data = behind.Number("v_data");
        switch (row.Vnode.Number("v_type"))
        {
            case VnodeType.Door:
                return KernelObject.TryReadPart(run, "door_node_t", data, out Value door)
                    && KernelObject.TryReadPart(run, "proc_t", door.Number("door_target"), out Value server)
                    ? row with { Door = server }
                    : row;
            case VnodeType.Port:
                return row with { Port = data };
            case VnodeType.Process:
                return KernelObject.TryReadPart(run, "prnode_t", data, out Value node)
                    ? row with { Process = node.Number("pr_common->prc_proc") }
                    : row;
            case VnodeType.Socket:
                return row with { Ends = SocketEnds.Of(run, row.Vnode) };
            default:
                return row;
        }
    }
}
