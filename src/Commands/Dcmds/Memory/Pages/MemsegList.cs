using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>Shows runs of physical memory.</summary>
[Dcmd("memseg_list")]
internal sealed class MemsegList : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("pages", r => Cell.Address(r.Number("pages"))),
            new("epages", r => Cell.Address(r.Number("epages"))), new("base", r => r.Number("pages_base")),
            new("end", r => r.Number("pages_end")),
        ],
        "            ADDR            PAGES           EPAGES             BASE              END",
        (r, w) => w.Printf("%0?lx %0?lx %0?lx %0?lx %0?lx\n", r.Address, r.Number("pages"), r.Number("epages"), r.Number("pages_base"),
            r.Number("pages_end")));

    public override DcmdInfo Info { get; } = new("memseg_list", "show memseg list")
    {
        Address = AddressUse.Optional,
        Module = "unix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the runs of physical memory: the array of page structures, the first frame and the one behind the last.",
        Examples = ["::memseg_list"],
    };

    public override string? InputType => "struct memseg";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return KernelObject.EachRow(call, "memseg", "struct memseg", Layout);
    }
}
