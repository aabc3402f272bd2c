using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>A logical interface in the lines of ::ipif.</summary>
/// <param name="Logical">The <c>ipif_t</c>.</param>
/// <param name="Link">The <c>ill_t</c> that it is of; null where it is missing.</param>
internal sealed record LogicalRow(Value Logical, Value? Link)
{
    private static readonly Column<LogicalRow>[] Columns =
    [
        new("addr", r => Cell.Address(r.Logical.Address)), new("name", r => r.Name), new("refcnt", r => r.Logical.Number("ipif_refcnt")),
        new("zone", r => r.Logical.Signed("ipif_zoneid")), new("address", r => r.At("lcl_addr")), new("prefix", r => r.Bits is { } bits ? bits : Cell.None),
        new("flags", r => r.Flags),
    ];

    public static Table<LogicalRow> Short { get; } = new(
        Columns, "            ADDR NAME           CNT  ZONE ADDRESS                        FLAGS", (r, w) => r.Write(w));

    public static Table<LogicalRow> Long { get; } = new(
        [
            .. Columns, new("ill", r => Cell.Address(r.Logical.Number("ipif_ill"))), new("subnet", r => r.At("subnet")),
            new("broadcast", r => r.At("brd_addr")), new("peer", r => r.At("pp_dst_addr")),
            new("state", r => r.Logical.Number("ipif_state_flags")), new("local_route", r => Cell.Address(r.Logical.Number("ipif_ire_local"))),
        ],
        Short.Header + "\n             ILL            LOCAL STATE SUBNET               BROADCAST            PEER",
        (r, w) =>
        {
            r.Write(w);
            w.Printf("%0?p %0?p %5x %-20s %-20s %s\n", r.Logical.Number("ipif_ill"), r.Logical.Number("ipif_ire_local"),
                (uint)r.Logical.Number("ipif_state_flags"), r.At("subnet"), r.At("brd_addr"), r.At("pp_dst_addr"));
        });

    public bool IsSix => (Link?.Number("ill_isv6") ?? 0) != 0;

    /// <summary>As ifconfig names it: <c>net0</c>, <c>net0:1</c>.</summary>
    private string Name => (Link?.Text("ill_name") ?? "?") + (Logical.Signed("ipif_id") is var id and not 0 ? $":{id}" : "");

    private int? Bits => Logical.Prefix("ipif_v6net_mask", IsSix);

    private string Flags => InterfaceFlags.Of(Logical.Number("ipif_flags") | (Link?.Number("ill_flags") ?? 0));

    public static LogicalRow Of(Run run, Value logical) =>
        new(logical, KernelObject.TryReadPart(run, "struct ill_s", logical.Number("ipif_ill"), out Value link) ? link : null);

    private string At(string which) => Logical.Six("ipif_v6" + which, IsSix);

    private void Write(MdbWriter writer) => writer.Printf("%0?p %-12s %5d %5d %-30s %s\n", Logical.Address, Name,
        (uint)Logical.Number("ipif_refcnt"), (int)Logical.Signed("ipif_zoneid"), $"{At("lcl_addr")}/{Bits}", Flags);
}
