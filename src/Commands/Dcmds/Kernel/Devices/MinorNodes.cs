using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Lists the minor nodes of a device.</summary>
[Dcmd("minornodes")]
internal sealed class MinorNodes : Dcmd
{
    // sys/stat.h: S_IFBLK.
    private const ulong BlockDevice = 0x6000;

    // ddi_minor_type of sys/ddi_impldefs.h.
    private static readonly string[] Types = ["DDI_MINOR", "DDI_ALIAS", "DDI_DEFAULT", "DDI_I_PATH"];

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("dev", r => r.Number("d_minor.dev")), new("spec", r => Spec(r)),
            new("type", r => TypeOf(r)), new("name", r => r.Text("d_minor.name")), new("node_type", r => r.Text("d_minor.node_type")),
        ],
        "            ADDR              DEV SPEC TYPE        NAME       NODETYPE        ",
        (r, w) => w.Printf("%?p %16lx %-4s %-11s %-10s %s\n", r.Address, r.Number("d_minor.dev"), Spec(r), TypeOf(r),
            r.Text("d_minor.name"), r.Text("d_minor.node_type")));

    public override DcmdInfo Info { get; } = new("minornodes", "given a devinfo node, print its minor nodes")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the minor nodes of the device node at the address: device number, block or character, name and kind.",
        Examples = ["::prtconf | ::minornodes"],
    };

    public override string? InputType => "struct dev_info";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || !call.HasAddress)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "minornode", call.Item, "can't walk minornode") is not { } nodes)
        {
            return Status.Error;
        }

        call.Header(Layout);
        foreach (Item item in nodes)
        {
            if (!KernelObject.TryRead(call.Run, "struct ddi_minor_data", item.Bits, "failed to read ddi_minor_data at ", out Value node))
            {
                return Status.Error;
            }

            if (!call.Row(Layout, node, new Item(item.Bits, node.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static string Spec(Value node) => node.Number("d_minor.spec_type") == BlockDevice ? "b" : "c";

    private static string TypeOf(Value node) => node.Number("type") is var type && type < (ulong)Types.Length ? Types[type] : "?";
}
