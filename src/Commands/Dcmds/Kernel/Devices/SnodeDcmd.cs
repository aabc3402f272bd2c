using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Lists the vnodes of devices.</summary>
[Dcmd("snode")]
internal sealed class SnodeDcmd : Dcmd
{
    // sys/fs/snode.h: S*.
    private static readonly BitName[] Flags = FlagNames.Table(
        ("UPD", 0x1), ("ACC", 0x2), ("CHG", 0x4), ("PRIV", 0x8), ("LOFFSET", 0x10), ("LOCKED", 0x20), ("WANT", 0x40), ("CLONE", 0x80),
        ("NEEDCLOSE", 0x100), ("DIPSET", 0x200), ("SIZEVALID", 0x400), ("MUXED", 0x800), ("SELFCLONE", 0x1000), ("NOFLUSH", 0x2000),
        ("CLOSING", 0x4000), ("ANYOPEN", 0x8000));

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("vnode", r => Cell.Address(r.Number("s_vnode"))),
            new("count", r => r.Signed("s_count")), new("dev", r => r.Number("s_dev")),
            new("flags", r => FlagNames.Of(r.Number("s_flag"), Flags)),
        ],
        "            ADDR            VNODE  COUNT              DEV FLAG           ",
        (r, w) => w.Printf("%0?p %?p %6d %16lx <%b>\n", r.Address, r.Number("s_vnode"), (int)r.Signed("s_count"), r.Number("s_dev"),
            (uint)r.Number("s_flag"), Flags));

    public override DcmdInfo Info { get; } = new("snode", "walk/filter/print snodes")
    {
        Usage = "[-d device] [-m major]",
        Address = AddressUse.Optional,
        Module = "specfs",
        Help = """
            Lists the snodes, the file system's side of device special files: vnode, opens, device number, flags.

              -d device  only of that device number
              -m major   only of that major number
            """,
        Examples = ["::snode"],
    };

    public override string? InputType => "struct snode";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", numbers: "dm") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        return KernelObject.Each(call, "snode", () => call.Header(Layout), address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct snode", address, "failed to read snode structure at ", out Value snode))
            {
                return Status.Error;
            }

            ulong device = snode.Number("s_dev");
            bool wanted = (!options.TryNumber('d', out ulong number) || number == device)
                && (!options.TryNumber('m', out ulong major) || major == new DeviceNumber(device).Major);
            return !wanted || call.Row(Layout, snode, new Item(address, snode.Type)) ? Status.Ok : Status.Abort;
        });
    }
}
