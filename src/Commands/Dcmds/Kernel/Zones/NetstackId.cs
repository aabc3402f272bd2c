using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zones;

/// <summary>Finds an instance of the network stack by its number.</summary>
[Dcmd("netstackid2netstack")]
internal sealed class NetstackId : Dcmd
{
    public override DcmdInfo Info { get; } = new("netstackid2netstack", "translate a netstack id to its netstack_t")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the network stack whose number is the address; nothing where there is none.",
    };

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : ObjectSearch.Emit(call, "netstack", "netstack_t", "netstack_stackid", call.Address, all: false);
}
