using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the neighbours.</summary>
[Dcmd("ncec")]
internal sealed class Ncec : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("address", r => r.Neighbour("ncec_addr", "ncec_ipversion")),
            new("state", r => NeighbourState.Name(r.Number("ncec_state"))), new("flags", r => r.Number("ncec_flags")),
            new("refcnt", r => r.Number("ncec_refcnt")), new("ill", r => Cell.Address(r.Number("ncec_ill"))),
        ],
        "            ADDR                        ADDRESS STATE        FLAGS   REF              ILL",
        (r, w) => w.Printf("%0?p %30s %-11s %6x %5d %0?p\n", r.Address, r.Neighbour("ncec_addr", "ncec_ipversion"),
            NeighbourState.Name(r.Number("ncec_state")), (uint)r.Number("ncec_flags"), (uint)r.Number("ncec_refcnt"), r.Number("ncec_ill")));

    public override DcmdInfo Info { get; } = new("ncec", "display the cache of neighbours")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a neighbour, or all: address, state, flags, holders, interface.",
        Examples = ["::ncec"],
    };

    public override string? InputType => "ncec_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "ncec", "struct ncec_s", Layout);
}
