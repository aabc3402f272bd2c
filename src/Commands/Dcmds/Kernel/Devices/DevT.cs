using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the parts of a device number.</summary>
[Dcmd("devt")]
internal sealed class DevT : Dcmd
{
    private static readonly Table<DeviceNumber> Layout = new(
        [new("major", r => (ulong)r.Major), new("minor", r => (ulong)r.Minor)],
        "     MAJOR       MINOR",
        (r, w) => w.Printf("%10d  %10d\n", (int)r.Major, (int)r.Minor));

    public override DcmdInfo Info { get; } = new("devt", "display a dev_t's major and minor numbers")
    {
        Usage = "<dev_t>",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the major and minor number of the dev_t that is the address or the argument.",
        Examples = ["d0000000c::devt"],
    };

    public override Status Invoke(Invocation call)
    {
        if (NumberOperand.Of(call, out Status status) is not { } device)
        {
            return status;
        }

        call.Header(Layout);
        return call.Row(Layout, new DeviceNumber(device), new Item(device)) ? Status.Ok : Status.Abort;
    }
}
