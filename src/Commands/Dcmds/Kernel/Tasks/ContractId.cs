using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Finds a contract by its number.</summary>
[Dcmd("ctid")]
internal sealed class ContractId : Dcmd
{
    public override DcmdInfo Info { get; } = new("ctid", "convert id to a contract pointer")
    {
        Address = AddressUse.Required,
        Help = "Shows the contract whose number is the address.",
        Module = "genunix",
        StockHelp = false,
    };

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : ObjectSearch.Emit(call, "contract", "contract_t", "ct_id", call.Address, all: false);
}
