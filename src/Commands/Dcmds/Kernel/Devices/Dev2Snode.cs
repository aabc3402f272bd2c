using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Finds the snodes of a device.</summary>
[Dcmd("dev2snode")]
internal sealed class Dev2Snode : Dcmd
{
    public override DcmdInfo Info { get; } = new("dev2snode", "given a dev_t, return the snode")
    {
        Address = AddressUse.Required,
        Module = "specfs",
        StockHelp = false,
        Help = "Shows the snodes of the device number that is the address.",
    };

    public override Status Invoke(Invocation call) => SnodeSearch.Emit(call, device => device.Device == call.Address);
}
