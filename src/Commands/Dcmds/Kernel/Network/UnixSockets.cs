using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>The sockets of AF_UNIX in the lines of ::netstat.</summary>
internal static class UnixSockets
{
    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Socket.Address)), new("kind", r => Kind(r.Socket)), new("vnode", r => Cell.Address(r.End("laddr").Vnode)),
            new("conn", r => Cell.Address(r.End("faddr").Vnode)), new("local", r => r.End("laddr").Path), new("remote", r => r.End("faddr").Path),
            new("zone", r => r.Socket.Signed("so_zoneid")),
        ],
        "AF_UNIX          Type       Vnode            Conn             Local Addr     Remote Addr    Zone",
        Write);

    public static Status Show(Invocation call)
    {
        if (KernelObject.Walk(call, "sonode") is not { } sockets)
        {
            return Status.Error;
        }

        if (!call.ToPipe)
        {
            call.Line(Layout.Header!);
        }

        foreach (Item item in sockets)
        {
            if (KernelObject.TryReadPart(call.Run, "struct sonode", item.Bits, out Value socket)
                && KernelObject.TryReadPart(call.Run, "struct sotpi_info", socket.Number("so_priv"), out Value transport)
                && !call.Row(Layout, new Row(call.Run, socket, transport), new Item(item.Bits, socket.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static void Write(Row row, MdbWriter writer) => writer.Printf("%0?p %-10s %0?p %0?p %-14s %-14s %d\n", row.Socket.Address, Kind(row.Socket),
        row.End("laddr").Vnode, row.End("faddr").Vnode, row.End("laddr").Path, row.End("faddr").Path, (int)row.Socket.Signed("so_zoneid"));

    // SOCK_* of sys/socket.h.
    private static string Kind(Value socket) => socket.Signed("so_type") switch
    {
        1 => "dgram",
        2 => "stream",
        4 => "raw",
        5 => "rdm",
        6 => "seqpacket",
        var other => $"type {other}",
    };

    /// <summary>A socket and what it keeps of its transport (<c>sotpi_info_t</c>).</summary>
    private sealed record Row(Run Run, Value Socket, Value Transport)
    {
        /// <summary>An end: the vnode that it is bound to, and its path where it has one.</summary>
        public (ulong Vnode, string Path) End(string which) => Transport.Number($"sti_{which}_valid") == 0 ? (0, "")
            : (Transport.Number($"sti_ux_{which}.soua_vp"), Files.SocketEnds.Noted(Run, Transport, "sti", which)?.Host ?? "");
    }
}
