using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists what the kernel remembers of destinations.</summary>
[Dcmd("dce")]
internal sealed class Dce : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("destination", r => Text(r)), new("flags", r => r.Number("dce_flags")),
            new("pmtu", r => r.Number("dce_pmtu")), new("ident", r => r.Number("dce_ident")), new("index", r => r.Number("dce_ifindex")),
            new("refcnt", r => r.Number("dce_refcnt")),
        ],
        "            ADDR                    DESTINATION   FLG  PMTU    IDENT INDEX   REF",
        (r, w) => w.Printf("%0?p %30s %5x %5d %8x %5d %5d\n", r.Address, Text(r), (uint)r.Number("dce_flags"), (uint)r.Number("dce_pmtu"),
            (uint)r.Number("dce_ident"), (uint)r.Number("dce_ifindex"), (uint)r.Number("dce_refcnt")));

    public override DcmdInfo Info { get; } = new("dce", "display what is known of destinations")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows what is known of a destination, or of all: address, flags, path MTU, identification, interface, holders.",
        Examples = ["::dce"],
    };

    public override string? InputType => "dce_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "dce", "struct dce_s", Layout);

    private static string Text(Value entry) =>
        entry.IsVersion6("dce_ipversion") ? entry.Six("dce_u.dceu_v6addr", six: true) : entry.Four("dce_u.dceu_v4addr");
}
