using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>The two ends of a socket: its own address, and that of the other side where it has one.</summary>
internal sealed record SocketEnds(SocketAddress? Local, SocketAddress? Remote)
{
    // netinet/in.h: IPPROTO_*. sys/socket.h: SOCK_*, AF_ROUTE.
    private const long Tcp = 6;
    private const long Udp = 17;
    private const long Sctp = 132;
    private const long Datagram = 1;
    private const long Stream = 2;
    private const long Raw = 4;
    private const long Route = 24;

    // inet/ipclassifier.h: IPCL_*.
    private const ulong IsTcp = 1;
    private const ulong IsUdp = 8;
    private const ulong IsConnected = 0x40000000;
    private const ulong IsBound = 0x80000000;

    private static readonly SocketEnds Unknown = new(null, null);

    public static SocketEnds Of(Run run, Value vnode)
    {
        if (vnode.Number("v_stream") != 0)
        {
            // v_stream leads to the vnode of the stream, whose node is the socket with what it knows of its transport provider.
            Value behind = LayeredVnode.Behind(run, vnode);
            return KernelObject.TryReadPart(run, "struct sotpi_sonode", behind.Number("v_data"), out Value sonode)
                ? new SocketEnds(Noted(run, sonode, "st_info.sti", "laddr"), Noted(run, sonode, "st_info.sti", "faddr"))
                : Unknown;
        }

        return KernelObject.TryReadPart(run, "struct sonode", vnode.Number("v_data"), out Value socket) ? OfProtocol(run, socket) : Unknown;
    }

    /// <summary>An end as the node of a socket has noted it; null where it is not valid.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="node">What has members of that prefix.</param>
    /// <param name="prefix">Of the members: <c>sti</c> in a <c>sotpi_info_t</c>.</param>
    /// <param name="end"><c>laddr</c> or <c>faddr</c>.</param>
    public static SocketAddress? Noted(Run run, Value node, string prefix, string end)
    {
        if (node.Number($"{prefix}_{end}_valid") == 0)
        {
            return null;
        }

        ulong address = node.Number($"{prefix}_{end}.soa_sa");
        ulong length = WalkFault.AtMost((uint)node.Number($"{prefix}_{end}.soa_len"), Limits.SocketAddressBytes, "sockaddr", address, fault => KernelWalk.Report(run, fault));
        var bytes = new byte[length];
        int got = run.Target.Memory.Read(address, bytes);
        if (got < bytes.Length)
        {
            run.Missing(unchecked(address + (ulong)got));
        }

        return SocketAddress.Parse(bytes.AsSpan(0, got));
    }

    private static SocketEnds OfProtocol(Run run, Value socket)
    {
        long family = socket.Signed("so_family");
        long protocol = socket.Signed("so_protocol");
        bool known = (family is SocketAddress.Inet or SocketAddress.Inet6, socket.Signed("so_type"), protocol) switch
        {
            (true, Stream, 0 or Tcp) or (true, Datagram, 0 or Udp) or (true, Raw, _) => true,
            _ => family == Route && socket.Signed("so_type") == Raw,
        };
        ulong handle = socket.Number("so_proto_handle");
        if (protocol == Sctp)
        {
            known = KernelObject.TryReadPart(run, "sctp_t", handle, out Value association);
            handle = known ? association.Number("sctp_connp") : 0;
        }

        if (!known || !KernelObject.TryReadPart(run, "conn_t", handle, out Value connection))
        {
            return Unknown;
        }

        ulong flags = connection.Number("conn_flags");
        bool connected = ((flags & IsTcp) != 0 && (flags & IsBound) == 0) || ((flags & IsUdp) != 0 && (flags & IsConnected) != 0);
        return new SocketEnds(End(connection, (int)family, "laddr", "lport"),
            connected ? End(connection, (int)family, "faddr", "fport") : null);
    }

    /// <summary>One end of a <c>conn_t</c>.</summary>
    public static SocketAddress End(Value connection, int family, string address, string port)
    {
        var bytes = new byte[16];
        bool there = connection.TryGet($"connua_v6addr.connua_{address}", out Value place) && place.TryRead(bytes);
        ulong number = connection.Number($"u_port.connu_ports.connu_{port}");
        int swapped = (int)(((number & 0xff) << 8) | (number >> 8));
        return !there || family is not (SocketAddress.Inet or SocketAddress.Inet6) ? new SocketAddress(family, [], 0, null)
            // An address of the old kind is the end of a new one.
            : new SocketAddress(family, family == SocketAddress.Inet ? bytes[12..] : bytes, swapped, null);
    }
}
