using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows a part of a device number; a number itself for the next stage.</summary>
internal abstract class DeviceNumberDcmd : Dcmd
{
    private sealed record Row(uint Number);

    private static readonly Table<Row> Layout =
        new([new("number", r => (ulong)r.Number)], Header: null, (r, w) => w.Printf("0x%x (0t%d)\n", r.Number, (int)r.Number));

    protected abstract uint Part(DeviceNumber device);

    public sealed override Status Invoke(Invocation call)
    {
        if (NumberOperand.Of(call, out Status status) is not { } device)
        {
            return status;
        }

        var row = new Row(Part(new DeviceNumber(device)));
        return call.Row(Layout, row, new Item(row.Number)) ? Status.Ok : Status.Abort;
    }
}
