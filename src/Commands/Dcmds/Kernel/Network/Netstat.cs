using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Network;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the network connections.</summary>
[Dcmd("netstat")]
internal sealed class Netstat : Dcmd
{
    public override DcmdInfo Info { get; } = new("netstat", "show network statistics")
    {
        Usage = "[-a] [-f inet | inet6] [-P tcp | udp]",
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Lists the connections of every network stack: state (of TCP), local and remote address, stack, zone.

              -a         also those that wait for others to connect, and UDP without a peer
              -f family  only inet or inet6
              -P proto   only tcp or udp
            """,
        Examples = ["::netstat", "::netstat -a -P tcp"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || CommandOptions.Parse(call, "a", texts: "fP") is not { } options || options.Rest < call.Arguments.Count
            || options.Text('f') is not (null or "inet" or "inet6") || options.Text('P') is not (null or "tcp" or "udp"))
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "netstack") is not { } found)
        {
            return Status.Error;
        }

        List<Item> stacks = [.. found];
        foreach (bool tcp in (bool[])[true, false])
        {
            foreach (bool six in (bool[])[false, true])
            {
                bool wanted = (options.Text('P') ?? (tcp ? "tcp" : "udp")) == (tcp ? "tcp" : "udp")
                    && (options.Text('f') ?? (six ? "inet6" : "inet")) == (six ? "inet6" : "inet");
                if (wanted && !Show(call, stacks, tcp, six, options.Has('a')))
                {
                    return Status.Abort;
                }
            }
        }

        return Status.Ok;
    }

    private static bool Show(Invocation call, List<Item> stacks, bool tcp, bool six, bool all)
    {
        Table<ConnectionRow> table = ConnectionRow.Table(tcp, six);
        if (!call.ToPipe)
        {
            call.Line(table.Header!);
        }

        KernelObjects kernel = call.Session.Kernel;
        foreach (Item item in stacks)
        {
            if (!KernelObject.TryReadPart(call.Run, "netstack_t", item.Bits, out Value stack)
                || stack.Number("netstack_u.nu_s.nu_ip") is not (var ip and not 0))
            {
                continue;
            }

            foreach (string fanout in tcp ? (string[])["conn", "bind"] : ["udp"])
            {
                foreach (ulong connection in Connections.Walk(kernel, ip, fanout, fault => KernelWalk.Report(call.Run, fault)).UntilStopped(call.Run))
                {
                    if (KernelObject.TryReadPart(call.Run, "conn_t", connection, out Value value)
                        && ConnectionRow.Of(call.Run, value, stack, tcp) is { } row && row.IsSix == six && (all || row.IsActive)
                        && !call.Row(table, row, new Item(connection, value.Type)))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
