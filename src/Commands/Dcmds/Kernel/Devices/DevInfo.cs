using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows a device node.</summary>
[Dcmd("devinfo")]
internal sealed class DevInfo : Dcmd
{
    public override DcmdInfo Info { get; } = new("devinfo", "detailed devinfo of one node")
    {
        Usage = "[-qsd] [-b bus]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the device node at the address with its properties.

              -q      without the properties
              -s      its state, flags and counts in three lines
              -d      only the address of what the driver keeps for it
              -b bus  what the bus keeps for it
            """,
        Examples = ["::prtconf | ::devinfo", "::prtconf | ::devinfo -s"],
    };

    public override string? InputType => "struct dev_info";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qsd", texts: "b") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("devinfo doesn't give global information (try prtconf)");
        }

        bool shape = options.Has('q') || options.Has('s');
        if (options.Has('d') && (shape || options.Has('b')))
        {
            return call.Fail("the -d option cannot be used with other options", Status.Usage);
        }

        if (options.Text('b') is { } bus)
        {
            return shape
                ? call.Fail("the -b option cannot be used with other options", Status.Usage)
                : call.Fail($"unknown bus type: {bus}");
        }

        return options.Has('d') ? DriverData(call) : Show(call, call.Item, options, call.WantsHeader);
    }

    /// <summary>Shows one node under the options q and s.</summary>
    public static Status Show(Invocation call, Item item, CommandOptions options, bool heading)
    {
        if (options.Has('s') && heading && !call.ToPipe)
        {
            call.Line(DeviceSummaryEvent.Heading);
        }

        if (DeviceView.Read(call.Run, item.Bits) is not { } device)
        {
            return Status.Error;
        }

        OutputEvent shown = options.Has('s')
            ? new DeviceSummaryEvent(device)
            : new DeviceEvent(device, 0, options.Has('q') || call.ToPipe ? null : DevicePropertyList.Of(call.Run, device));
        return call.Emit(shown) ? Status.Ok : Status.Abort;
    }

    private static Status DriverData(Invocation call)
    {
        if (!KernelObject.TryRead(call.Run, "struct dev_info", call.Address, "failed to read device node at ", out var node))
        {
            return Status.Error;
        }

        ulong data = node.Number("devi_driver_data");
        return (call.ToPipe && data == 0) || call.Emit(new Item(data), prefix: false) ? Status.Ok : Status.Abort;
    }
}
