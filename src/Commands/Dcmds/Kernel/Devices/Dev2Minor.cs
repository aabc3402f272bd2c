using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the minor number of a device number.</summary>
[Dcmd("dev2minor")]
internal sealed class Dev2Minor : DeviceNumberDcmd
{
    public override DcmdInfo Info { get; } = new("dev2minor", "convert dev_t to a minor number")
    {
        Usage = "<dev_t>",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the minor number of the dev_t that is the address or the argument.",
        Examples = ["d0000000c::dev2minor"],
    };

    protected override uint Part(DeviceNumber device) => device.Minor;
}
