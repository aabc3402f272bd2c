using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows an event of a contract.</summary>
[Dcmd("ctevent")]
internal sealed class ContractEvent : Dcmd
{
    // sys/contract.h.
    private static readonly BitName[] Flags = FlagNames.Table(("ACK", 1), ("INFO", 2), ("NEG", 4));

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Number("cte_id")),
            new("contract", r => Cell.Address(r.Number("cte_contract"))), new("type", r => r.Number("cte_type")),
            new("data", r => Cell.Address(r.Number("cte_data"))), new("gdata", r => Cell.Address(r.Number("cte_gdata"))),
            new("flags", r => FlagNames.Of(r.Number("cte_flags"), Flags)),
        ],
        "        ADDR       ID     CONTRACT   TYPE         DATA        GDATA FLAGS",
        (r, w) => w.Printf("%12p %8llu %12p %6d %12p %12p %s\n", r.Address, r.Number("cte_id"), r.Number("cte_contract"),
            r.Number("cte_type"),
            r.Number("cte_data"), r.Number("cte_gdata"), FlagNames.Of(r.Number("cte_flags"), Flags)));

    public override DcmdInfo Info { get; } = new("ctevent", "display a contract event")
    {
        Address = AddressUse.Required,
        StockPipeForm = false,
        Help = "Shows the event at the address: number, contract, type, data and flags.",
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "ct_kevent_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "ct_event", "ct_kevent_t", Layout);
}
