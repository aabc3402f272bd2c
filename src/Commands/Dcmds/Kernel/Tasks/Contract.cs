using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows contracts.</summary>
[Dcmd("contract")]
internal sealed class Contract : Dcmd
{
    // ctstate_t of sys/contract_impl.h.
    private static readonly string[] States = ["owned", "inherit", "orphan", "dead"];

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Signed("ct_id")), new("type", r => r.Text("ct_type->ct_type_name")),
            new("state", State), new("owner", r => Cell.Address(r.Number("ct_owner"))),
            new("regent", r => Cell.Address(r.Number("ct_regent"))),
        ],
        "            ADDR       ID     TYPE    STATE            OWNER           REGENT",
        (r, w) => w.Printf("%0?p %8d %8s %8s %?p %?p\n", r.Address, (int)r.Signed("ct_id"), r.Text("ct_type->ct_type_name"),
            State(r).String, r.Number("ct_owner"), r.Number("ct_regent")));

    public override DcmdInfo Info { get; } = new("contract", "display a contract")
    {
        Address = AddressUse.Optional,
        StockPipeForm = false,
        Help = "Shows a contract, or all: number, type, state, the process that owns it and the contract that inherits it.",
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "contract_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "contract", "contract_t", Layout);

    private static Cell State(Value contract) =>
        contract.Number("ct_state") is var state && state < (ulong)States.Length ? States[state] : "?";
}
