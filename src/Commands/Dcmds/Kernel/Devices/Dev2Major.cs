using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the major number of a device number.</summary>
[Dcmd("dev2major")]
internal sealed class Dev2Major : DeviceNumberDcmd
{
    public override DcmdInfo Info { get; } = new("dev2major", "convert dev_t to a major number")
    {
        Usage = "<dev_t>",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the major number of the dev_t that is the address or the argument.",
        Examples = ["d0000000c::dev2major"],
    };

    protected override uint Part(DeviceNumber device) => device.Major;
}
