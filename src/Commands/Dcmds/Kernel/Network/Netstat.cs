using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Network;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the network connections, or the routes.</summary>
[Dcmd("netstat")]
internal sealed class Netstat : Dcmd
{
    private static readonly string[] Protocols = ["tcp", "udp", "icmp"];

    public override DcmdInfo Info { get; } = new("netstat", "show network statistics")
    {
        Usage = "[-arv] [-f inet | inet6 | unix] [-P tcp | udp | icmp]",
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Lists the connections of every network stack: state (of TCP), local and remote
            address, stack, zone; then the sockets of AF_UNIX.

              -a         also those that wait for others to connect, and those of UDP and
                         ICMP without a peer; of routes also local ones and broadcasts
              -r         the routes instead
              -v         more of each: how far TCP is; of routes mask, MTU, use
              -f family  only inet, inet6 or unix
              -P proto   only tcp, udp or icmp
            """,
        Examples = ["::netstat", "::netstat -a -P tcp", "::netstat -v", "::netstat -f unix"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || CommandOptions.Parse(call, "arv", texts: "fP") is not { } options || options.Rest < call.Arguments.Count
            || options.Text('f') is not (null or "inet" or "inet6" or "unix") || (options.Text('P') is { } given && !Protocols.Contains(given)))
        {
            return Status.Usage;
        }

        if (options.Has('r'))
        {
            return RouteListing.Show(call, options.Text('f'), options.Has('a'), options.Has('v'));
        }

        if (KernelObject.Walk(call, "netstack") is not { } found)
        {
            return Status.Error;
        }

        List<Item> stacks = [.. found];
        foreach (string protocol in Protocols)
        {
            foreach (bool six in (bool[])[false, true])
            {
                bool wanted = (options.Text('P') ?? protocol) == protocol && options.Text('f') is var family && (family ?? (six ? "inet6" : "inet")) == (six ? "inet6" : "inet");
                if (wanted && !Show(call, stacks, protocol, six, options))
                {
                    return Status.Abort;
                }
            }
        }

        // A kernel without the file system of sockets has none.
        bool unix = options.Text('f') == "unix" || (options.Text('f') is null && options.Text('P') is null && call.Session.Kernel.TrySymbol("socklist", out _));
        return unix ? UnixSockets.Show(call) : Status.Ok;
    }

    private static bool Show(Invocation call, List<Item> stacks, string protocol, bool six, CommandOptions options)
    {
        bool tcp = protocol == "tcp";
        Table<ConnectionRow> table = ConnectionRow.Table(protocol.ToUpperInvariant(), six, options.Has('v'));
        if (!call.ToPipe)
        {
            call.Line(table.Header!);
        }

        string[] fanouts = protocol switch { "tcp" => ["conn", "bind"], "udp" => ["udp"], _ => [six ? "protov6" : "proto"] };
        KernelObjects kernel = call.Session.Kernel;
        foreach (Item item in stacks)
        {
            if (!KernelObject.TryReadPart(call.Run, "netstack_t", item.Bits, out Value stack)
                || stack.Number("netstack_u.nu_s.nu_ip") is not (var ip and not 0))
            {
                continue;
            }

            foreach (string fanout in fanouts)
            {
                foreach (ulong connection in Connections.Walk(kernel, ip, fanout, fault => KernelWalk.Report(call.Run, fault)).UntilStopped(call.Run))
                {
                    if (KernelObject.TryReadPart(call.Run, "conn_t", connection, out Value value)
                        && ConnectionRow.Of(call.Run, value, stack, tcp) is { } row && row.IsSix == six && (options.Has('a') || row.IsActive)
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
