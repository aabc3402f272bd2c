using System.Numerics;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>A route (<c>ire_t</c>) in the lines of ::ire and ::netstat -r.</summary>
/// <param name="Route">The <c>ire_t</c>.</param>
/// <param name="Device">Name of its interface; empty where it has none.</param>
internal sealed record RouteRow(Value Route, string Device)
{
    // inet/ip.h: IRE_*.
    private const uint Default = 0x2;
    private const uint Hidden = 0x1 | 0x4 | 0x400 | 0x800 | 0x1000;

    private static readonly (uint Bit, string Name)[] Kinds =
    [
        (0x1, "BCAST"), (Default, "DEFLT"), (0x4, "LOCAL"), (0x8, "LOOP"), (0x10, "PREFX"), (0x40, "IFNR"), (0x80, "IFR"), (0x100, "HOST"),
        (0x400, "CLONE"), (0x800, "MCAST"), (0x1000, "NONE"),
    ];

    // net/route.h: RTF_*; the letters of netstat.
    private static readonly (uint Bit, char Letter)[] Letters =
        [(0x1, 'U'), (0x2, 'G'), (0x4, 'H'), (0x8, 'R'), (0x10, 'D'), (0x1000, 'B'), (0x10000, 'M'), (0x20000, 'S'), (0x40000, 'I')];

    private static readonly Column<RouteRow>[] Columns =
    [
        new("addr", r => Cell.Address(r.Route.Address)), new("source", r => r.Source), new("destination", r => r.Destination),
        new("kind", r => r.Kind), new("flags", r => r.Flags), new("interface", r => r.Device),
    ];

    public static Table<RouteRow> Short { get; } = new(
        Columns,
        "            ADDR                            SRC                            DST  TYPE  FLG IF",
        (r, w) => r.Write(w));

    public static Table<RouteRow> Long { get; } = new(
        [
            .. Columns, new("gateway", r => r.Gateway), new("zone", r => r.Route.Signed("ire_zoneid")), new("refcnt", r => r.References),
            new("in", r => r.Incoming), new("out", r => r.Outgoing), new("nce", r => Cell.Address(r.Route.Number("ire_nce_cache"))),
            new("ipst", r => Cell.Address(r.Route.Number("ire_ipst"))),
        ],
        Short.Header + "\n            IPST                        GATEWAY              NCE  ZONE   REF        IN       OUT",
        (r, w) =>
        {
            r.Write(w);
            w.Printf("%0?p %30s %0?p %5d %5d %9d %9d\n", r.Route.Number("ire_ipst"), r.Gateway, r.Route.Number("ire_nce_cache"),
                (int)r.Route.Signed("ire_zoneid"), (uint)r.References, (uint)r.Incoming, (uint)r.Outgoing);
        });

    public bool IsSix => Route.IsVersion6("ire_ipversion");

    /// <summary>One of those that netstat leaves out without -a: addresses of this machine, broadcasts, clones.</summary>
    public bool IsHidden => (Type & Hidden) != 0;

    public string Destination => Type == Default ? "default" : Prefix == (IsSix ? 128 : 32) ? Address("addr") : $"{Address("addr")}/{Prefix}";

    public string Target => Type == Default ? "default" : Address("addr");

    public string Mask => IsSix ? Prefix.ToString(null, null) : Route.Four("ire_u.ire4_u.ire4_mask");

    public string Gateway => Address("gateway_addr");

    /// <summary>For ::netstat: how an interface is reached is its own address.</summary>
    public string Via => Route.Number("ire_flags") is var flags && (flags & 0x2) == 0 && IsUnset(Gateway) ? Source : Gateway;

    public string Flags => new([.. Letters.Where(l => (Route.Number("ire_flags") & l.Bit) != 0).Select(l => l.Letter)]);

    public ulong References => Route.Number("ire_refcnt");

    public ulong Incoming => Route.Number("ire_ib_pkt_count");

    public ulong Outgoing => Route.Number("ire_ob_pkt_count");

    public ulong Mtu => Route.Number("ire_metrics.iulp_mtu");

    /// <summary>Round-trip time in milliseconds.</summary>
    public long RoundTrip => Route.Signed("ire_metrics.iulp_rtt");

    private uint Type => (uint)Route.Number("ire_type");

    private string Kind => Kinds.FirstOrDefault(k => k.Bit == Type).Name ?? $"{Type:x}";

    private string Source => Address("setsrc_addr");

    private int Prefix => IsSix ? Route.Prefix("ire_u.ire6_u.ire6_mask", six: true) ?? 0
        : BitOperations.PopCount((uint)Route.Number("ire_u.ire4_u.ire4_mask"));

    public static RouteRow Of(Run run, Value route) => new(route,
        KernelObject.TryReadPart(run, "struct ill_s", route.Number("ire_ill"), out Value link) ? link.Text("ill_name") : "");

    private static bool IsUnset(string address) => address is "0.0.0.0" or "::";

    private string Address(string which) => IsSix ? Route.Six($"ire_u.ire6_u.ire6_{which}", six: true) : Route.Four($"ire_u.ire4_u.ire4_{which}");

    private void Write(MdbWriter writer) =>
        writer.Printf("%0?p %30s %30s %5s %4s %s\n", Route.Address, Source, Destination, Kind, Flags, Device);
}
