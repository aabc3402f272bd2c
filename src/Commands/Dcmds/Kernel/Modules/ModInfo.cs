using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Modules;

/// <summary>Lists the kernel's modules.</summary>
[Dcmd("modinfo")]
internal sealed class ModInfo : Dcmd
{
    /// <summary>Characters of a module's description that are shown.</summary>
    private const int DescriptionWidth = 31;

    private sealed record Row(Value Modctl, ulong Text, ulong Size, long Revision, string Name, string Description);

    private static readonly Table<Row> Layout = new(
        [
            new("id", r => r.Modctl.Signed("mod_id")), new("text", r => Cell.Address(r.Text)), new("size", r => r.Size), new("rev", r => r.Revision),
            new("name", r => r.Name), new("description", r => r.Description),
        ],
        " ID         LOADADDR     SIZE REV MODULE NAME",
        (r, w) => w.Printf("%3d %?p %8lx %3d %s (%s)\n", (int)r.Modctl.Signed("mod_id"), r.Text, r.Size, (int)r.Revision, r.Name, r.Description));

    public override DcmdInfo Info { get; } = new("modinfo", "list module information")
    {
        Module = "krtld",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the kernel's modules: number, address and size of text and data, revision, name and what the module calls itself.",
        Examples = ["::modinfo"],
    };

    public override string? InputType => "struct modctl";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        return KernelObject.Each(call, "modctl", () => { }, address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct modctl", address, "can't read modctl at ", out Value modctl))
            {
                return Status.Error;
            }

            return call.Row(Layout, Of(call.Run, modctl), new Item(address, modctl.Type)) ? Status.Ok : Status.Abort;
        });
    }

    private static Row Of(Run run, Value modctl)
    {
        // mod_mp and the linkage are declared as void pointers.
        ulong text = 0;
        ulong size = 0;
        if (KernelObject.TryReadPart(run, "struct module", modctl.Number("mod_mp"), out Value module))
        {
            text = module.Number("text");
            size = module.Number("text_size") + module.Number("data_size");
        }

        long revision = 0;
        string description = "";
        if (KernelObject.TryReadPart(run, "struct modlinkage", modctl.Number("mod_linkage"), out Value linkage))
        {
            revision = linkage.Signed("ml_rev");
            if (linkage.TryGet("ml_linkage", out Value parts) && KernelObject.TryReadPart(run, "struct modlmisc", First(parts), out Value misc))
            {
                description = misc.Text("misc_linkinfo");
            }
        }

        description = description.Length > DescriptionWidth ? description[..DescriptionWidth] : description.Length == 0 ? "?" : description;
        string name = modctl.Text("mod_modname");
        return new Row(modctl, text, size, revision, name.Length == 0 ? "?" : name, description);
    }

    private static ulong First(Value parts) => parts.Space.TryReadUInt64(parts.Address, out ulong first) ? first : 0;
}
