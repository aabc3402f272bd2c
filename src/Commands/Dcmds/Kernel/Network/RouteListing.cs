using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>The routes as netstat shows them: those of IPv4, then those of IPv6, each under a heading.</summary>
internal static class RouteListing
{
    private static readonly Column<RouteRow>[] Columns =
    [
        new("addr", r => Cell.Address(r.Route.Address)), new("destination", r => r.Destination), new("gateway", r => r.Via),
        new("flags", r => r.Flags), new("refcnt", r => r.References), new("use", r => r.Incoming + r.Outgoing), new("interface", r => r.Device),
    ];

    /// <summary>Shows the routes that the walker ire yields.</summary>
    /// <param name="call">The call.</param>
    /// <param name="family">Only <c>inet</c> or <c>inet6</c>; null for both.</param>
    /// <param name="all">Also those of this machine, and broadcasts.</param>
    /// <param name="verbose">With mask, MTU and packets.</param>
    public static Status Show(Invocation call, string? family, bool all, bool verbose)
    {
        if (KernelObject.Walk(call, "ire") is not { } found)
        {
            return Status.Error;
        }

        var routes = new List<RouteRow>();
        foreach (Item item in found)
        {
            if (KernelObject.TryReadPart(call.Run, "struct ire_s", item.Bits, out Value route))
            {
                routes.Add(RouteRow.Of(call.Run, route));
            }
        }

        foreach (bool six in (bool[])[false, true])
        {
            if ((family ?? (six ? "inet6" : "inet")) != (six ? "inet6" : "inet"))
            {
                continue;
            }

            Table<RouteRow> table = Table(six, verbose);
            if (!call.ToPipe)
            {
                call.Line(table.Header!);
            }

            if (!routes.Where(r => r.IsSix == six && (all || !r.IsHidden)).All(r => call.Row(table, r, new Item(r.Route.Address, r.Route.Type))))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static Table<RouteRow> Table(bool six, bool verbose)
    {
        int address = six ? 27 : 20;
        int mask = six ? 4 : 15;
        string title = $"{(verbose ? "IRE" : "Routing")} Table: IPv{(six ? 6 : 4)}\n";
        return verbose
            ? new(
                [.. Columns, new("mask", r => r.Mask), new("mtu", r => r.Mtu), new("rtt", r => r.RoundTrip), new("out", r => r.Outgoing), new("in", r => r.Incoming)],
                title + Headings(("  Destination", address), ("Mask", mask), ("Gateway", address), ("Device", 6), ("Mxfrg", 5), ("Rtt", 5), ("Ref", 3),
                    ("Flg", 4), ("Out", 6), ("In/Fwd", 6)),
                (r, w) => w.Printf("%-*s %-*s %-*s %-6s %5d %5d %3d %-4s %6d %6d\n", address, r.Target, mask, r.Mask, address, r.Via, r.Device,
                    (uint)r.Mtu, (int)r.RoundTrip, (uint)r.References, r.Flags, (uint)r.Outgoing, (uint)r.Incoming))
            : new(
                Columns,
                title + Headings(("  Destination", address), ("Gateway", address), ("Flags", 5), ("Ref", 5), ("Use", 10), ("Interface", 9)),
                (r, w) => w.Printf("%-*s %-*s %-5s %5d %10d %s\n", address, six ? r.Destination : r.Target, address, r.Via, r.Flags, (uint)r.References,
                    (uint)(r.Incoming + r.Outgoing), r.Device));
    }

    private static string Headings(params (string Name, int Width)[] columns) =>
        string.Join(' ', columns.Select(c => c.Name.PadRight(c.Width))).TrimEnd() + "\n" + string.Join(' ', columns.Select(c => new string('-', c.Width)));
}
