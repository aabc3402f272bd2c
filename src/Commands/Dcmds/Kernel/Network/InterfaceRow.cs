using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>An interface in the lines of ::ill.</summary>
/// <param name="Run">The statement.</param>
/// <param name="Link">The <c>ill_t</c>.</param>
/// <param name="Physical">Its <c>phyint_t</c>; null where it is missing.</param>
internal sealed record InterfaceRow(Run Run, Value Link, Value? Physical)
{
    private static readonly Column<InterfaceRow>[] Columns =
    [
        new("addr", r => Cell.Address(r.Link.Address)), new("name", r => r.Name), new("version", r => r.IsSix ? "v6" : "v4"), new("kind", r => r.Kind),
        new("refcnt", r => r.References), new("wq", r => Cell.Address(r.Link.Number("ill_wq"))), new("flags", r => r.Flags),
    ];

    public static Table<InterfaceRow> Short { get; } = new(
        Columns, "            ADDR NAME       VER TYPE        CNT               WQ FLAGS", (r, w) => r.Write(w));

    public static Table<InterfaceRow> Long { get; } = new(
        [
            .. Columns, new("phyint", r => Cell.Address(r.Link.Number("ill_phyint"))), new("index", r => r.Index),
            new("mtu", r => r.Link.Number("ill_mtu")), new("zone", r => r.Link.Signed("ill_zoneid")),
            new("addresses_up", r => r.Link.Number("ill_ipif_up_count")), new("ipst", r => Cell.Address(r.Link.Number("ill_ipst"))),
            new("link_address", r => r.Hardware),
        ],
        Short.Header + "\n          PHYINT      INDEX   MTU ZONE        UP             IPST LINK ADDRESS",
        (r, w) =>
        {
            r.Write(w);
            w.Printf("%0?p %10d %5d %4d %9d %0?p %s\n", r.Link.Number("ill_phyint"), (uint)r.Index, (uint)r.Link.Number("ill_mtu"),
                (int)r.Link.Signed("ill_zoneid"), (uint)r.Link.Number("ill_ipif_up_count"), r.Link.Number("ill_ipst"), r.Hardware);
        });

    public bool IsSix => Link.Number("ill_isv6") != 0;

    private string Name => Link.Text("ill_name");

    private ulong References => Link.Number("ill_refcnt");

    private ulong Index => Physical?.Number("phyint_ifindex") ?? 0;

    private string Flags => InterfaceFlags.Of(Link.Number("ill_flags") | (Physical?.Number("phyint_flags") ?? 0));

    private string Hardware => Inet.Link(Run, Link.Number("ill_phys_addr"), Link.Number("ill_phys_addr_length"));

    // net/if_types.h: IFT_*, as registered for ifType.
    private string Kind => (uint)Link.Number("ill_type") switch
    {
        1 => "OTHER",
        6 => "ETHER",
        9 => "TOKEN RING",
        0xf => "FDDI",
        0x17 => "PPP",
        0x18 => "LOOPBACK",
        71 => "WIFI",
        131 => "TUNNEL",
        199 => "IB",
        var other => other.ToString(null, null),
    };

    public static InterfaceRow Of(Run run, Value link) =>
        new(run, link, KernelObject.TryReadPart(run, "struct phyint", link.Number("ill_phyint"), out Value physical) ? physical : null);

    private void Write(MdbWriter writer) => writer.Printf("%0?p %-10s %-3s %-10s %4d %0?p %s\n",
        Link.Address, Name, IsSix ? "v6" : "v4", Kind, (uint)References, Link.Number("ill_wq"), Flags);
}
