using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists what interfaces know of neighbours.</summary>
[Dcmd("nce")]
internal sealed class Nce : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("address", r => r.Neighbour("nce_addr")),
            new("condemned", r => r.Number("nce_is_condemned") != 0), new("refcnt", r => r.Number("nce_refcnt")),
            new("ill", r => Cell.Address(r.Number("nce_ill"))), new("ncec", r => Cell.Address(r.Number("nce_common"))),
        ],
        "            ADDR                        ADDRESS F   REF              ILL             NCEC",
        (r, w) => w.Printf("%0?p %30s %1s %5d %0?p %0?p\n", r.Address, r.Neighbour("nce_addr"), r.Number("nce_is_condemned") != 0 ? "C" : "",
            (uint)r.Number("nce_refcnt"), r.Number("nce_ill"), r.Number("nce_common")));

    public override DcmdInfo Info { get; } = new("nce", "display what interfaces know of neighbours")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows what an interface knows of a neighbour, or all: address, C if it is condemned, holders, interface, the neighbour's own record.",
        Examples = ["::nce"],
    };

    public override string? InputType => "nce_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "nce", "struct nce_s", Layout);
}
