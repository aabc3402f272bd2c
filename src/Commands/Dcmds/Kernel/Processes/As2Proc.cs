using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds the processes that an address space belongs to.</summary>
[Dcmd("as2proc")]
internal sealed class As2Proc : Dcmd
{
    public override DcmdInfo Info { get; } = new("as2proc", "convert as to proc_t address")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows every process whose address space is the struct as at the address; kernel processes share kas.",
        Examples = ["kas::as2proc"],
    };

    public override string? InputType => "struct as";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : ObjectSearch.Emit(call, "proc", "proc_t", "p_as", call.Address, all: true);
}
