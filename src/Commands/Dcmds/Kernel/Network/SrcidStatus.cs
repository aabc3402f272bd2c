using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the source addresses that connections hold by number.</summary>
[Dcmd("srcid_status")]
internal sealed class SrcidStatus : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Number("sm_srcid")), new("zone", r => r.Signed("sm_zoneid")),
            new("refcnt", r => r.Number("sm_refcnt")), new("address", r => r.Neighbour("sm_addr")),
        ],
        "            ADDR    ID  ZONE   REF ADDRESS",
        (r, w) => w.Printf("%0?p %5d %5d %5d %s\n", r.Address, (uint)r.Number("sm_srcid"), (int)r.Signed("sm_zoneid"), (uint)r.Number("sm_refcnt"),
            r.Neighbour("sm_addr")));

    public override DcmdInfo Info { get; } = new("srcid_status", "display source addresses held by number")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a source address that connections hold by number, or all: number, zone, holders, address.",
        Examples = ["::srcid_status"],
    };

    public override string? InputType => "struct srcid_map";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "srcid", "struct srcid_map", Layout);
}
