using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Names the driver of a device node.</summary>
[Dcmd("devinfo2driver")]
internal sealed class DevInfo2Driver : Dcmd
{
    private sealed record Row(ulong Device, string Driver);

    private static readonly Table<Row> Layout = new(
        [new("addr", r => Cell.Address(r.Device)), new("driver", r => r.Driver)],
        Header: null,
        (r, w) => w.Printf("Driver '%s' is associated with devinfo %p.\n", r.Driver, r.Device));

    public override DcmdInfo Info { get; } = new("devinfo2driver", "find driver name for this devinfo node")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Names the driver that is attached to the device node at the address.",
    };

    public override string? InputType => "struct dev_info";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (DeviceView.Read(call.Run, call.Address) is not { } device)
        {
            return Status.Error;
        }

        if (!device.IsAttached)
        {
            return call.Fail($"{call.Address:x}: No driver attached to this devinfo node");
        }

        return device.Driver is { } driver
            ? call.Row(Layout, new Row(call.Address, driver), new Item(call.Address, device.Node.Type)) ? Status.Ok : Status.Abort
            : Status.Error;
    }
}
