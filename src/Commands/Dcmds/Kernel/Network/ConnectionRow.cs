using Commands.Dcmds.Kernel.Files;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>A connection in the lines of ::netstat.</summary>
/// <param name="Connection">The <c>conn_t</c>.</param>
/// <param name="Protocol">Its <c>tcp_t</c>; null where it is no TCP connection.</param>
/// <param name="Stack">Number of its network stack.</param>
internal sealed record ConnectionRow(Value Connection, Value? Protocol, long Stack)
{
    // TCPS_* of inet/tcp.h: what lies from SYN_SENT up is on its way or open.
    private const long Listening = -3;

    // inet/ipclassifier.h: IPCL_CONNECTED.
    private const ulong IsConnected = 0x40000000;

    /// <summary>Members of <c>tcp_t</c>: what was sent and not acknowledged, windows, what is next to come, timeout, segment size.</summary>
    private static readonly string[] Progress = ["suna", "snxt", "swnd", "cwnd", "unsent", "rnxt", "rwnd", "rto", "mss"];

    public bool IsSix => Connection.IsVersion6("conn_ipversion");

    /// <summary>Whether there is another side.</summary>
    public bool IsActive => State is { } state ? state > Listening : (Connection.Number("conn_flags") & IsConnected) != 0;

    /// <summary>tcp_state.</summary>
    private long? State => Protocol?.Signed("tcp_state");

    private SocketAddress Local => SocketEnds.End(Connection, Family, "laddr", "lport");

    private SocketAddress Remote => SocketEnds.End(Connection, Family, "faddr", "fport");

    private int Family => IsSix ? SocketAddress.Inet6 : SocketAddress.Inet;

    /// <summary>Null where what the connection belongs to is missing.</summary>
    public static ConnectionRow? Of(Run run, Value connection, Value stack, bool tcp)
    {
        long id = stack.Signed("netstack_stackid");
        if (!tcp)
        {
            return new ConnectionRow(connection, null, id);
        }

        return connection.Number("conn_proto_priv.cp_tcp") is var address and not 0
            && KernelObject.TryReadPart(run, "tcp_t", address, out Value protocol)
            ? new ConnectionRow(connection, protocol, id)
            : null;
    }

    /// <summary>The table of a protocol.</summary>
    /// <param name="protocol">Its name in the heading.</param>
    /// <param name="six">Whether it is of IPv6.</param>
    /// <param name="verbose">Whether a second line tells how far TCP is.</param>
    public static Table<ConnectionRow> Table(string protocol, bool six, bool verbose)
    {
        bool tcp = protocol == "TCP";
        int width = six ? 23 : 15;
        string name = $"{protocol}v{(six ? 6 : 4)}";
        string heading = name.PadRight(17) + (tcp ? "State " : "") + "      " + "Local Address".PadLeft(width) + " " + "      "
            + "Remote Address".PadLeft(width) + " Stack Zone";
        Column<ConnectionRow>[] ends =
        [
            new("addr", r => Cell.Address(r.Connection.Address)), new("state", r => r.State is { } state ? state : Cell.None),
            new("local", r => r.Local.Host), new("local_port", r => r.Local.Port), new("remote", r => r.Remote.Host),
            new("remote_port", r => r.Remote.Port), new("stack", r => r.Stack), new("zone", r => r.Connection.Signed("conn_zoneid")),
        ];
        return !tcp || !verbose ? new(ends, heading, (r, w) => r.Write(w, width))
            : new([.. ends, .. Progress.Select(p => new Column<ConnectionRow>(p, r => r.Protocol!.Value.Number("tcp_" + p)))], heading, (r, w) =>
            {
                r.Write(w, width);
                w.Write($"    {string.Join(' ', Progress.Select(p => $"{p}={r.Protocol!.Value.Number("tcp_" + p):x}"))}\n");
            });
    }

    private void Write(MdbWriter writer, int width)
    {
        writer.Printf("%0?p ", Connection.Address);
        if (State is { } state)
        {
            writer.Printf("%2d ", (int)state);
        }

        writer.Printf("%*s.%-5d %*s.%-5d %5d %4d\n", width, Local.Host, Local.Port, width, Remote.Host, Remote.Port, (int)Stack,
            (int)Connection.Signed("conn_zoneid"));
    }
}
