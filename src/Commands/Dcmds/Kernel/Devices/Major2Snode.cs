using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Finds the snodes of a driver.</summary>
[Dcmd("major2snode")]
internal sealed class Major2Snode : Dcmd
{
    public override DcmdInfo Info { get; } = new("major2snode", "given a major number, return the snode(s)")
    {
        Address = AddressUse.Required,
        Module = "specfs",
        StockHelp = false,
        Help = "Shows the snodes of all devices whose major number is the address.",
    };

    public override Status Invoke(Invocation call) => SnodeSearch.Emit(call, device => device.Major == call.Address);
}
