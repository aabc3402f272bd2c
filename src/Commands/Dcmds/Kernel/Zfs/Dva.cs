using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows where in a pool a block lies.</summary>
[Dcmd("dva")]
internal sealed class Dva : Dcmd
{
    private static readonly Table<DiskAddress> Layout = new(
        [new("vdev", r => r.Device), new("offset", r => r.Offset), new("asize", r => r.Size), new("gang", r => r.IsGang)],
        Header: null,
        (r, w) => w.Printf("<%llu:%llx:%llx>\n", r.Device, r.Offset, r.Size));

    public override DcmdInfo Info { get; } = new("dva", "print dva_t")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = "Shows the number of the device, the offset on it and the size in bytes that the dva_t at the address holds.",
    };

    public override string? InputType => "dva_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage
        : KernelObject.Row(call, "dva_t", call.Address, "failed to read dva_t at ", Layout,
            dva => new DiskAddress(dva.Number("dva_word[0]"), dva.Number("dva_word[1]")));
}
