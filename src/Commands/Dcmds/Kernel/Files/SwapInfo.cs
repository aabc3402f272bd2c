using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Lists what is swapped to.</summary>
[Dcmd("swapinfo")]
internal sealed class SwapInfo : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("vnode", r => Cell.Address(r.Number("si_vp"))),
            new("pages", r => r.Signed("si_npgs")), new("free", r => r.Signed("si_nfpgs")), new("name", r => r.Text("si_pname")),
        ],
        "            ADDR            VNODE     PAGES      FREE NAME",
        (r, w) => w.Printf("%0?lx %?p %9d %9d %s\n", r.Address, r.Number("si_vp"), (int)r.Signed("si_npgs"), (int)r.Signed("si_nfpgs"),
            r.Text("si_pname")));

    public override DcmdInfo Info { get; } = new("swapinfo", "display a struct swapinfo")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the devices and files that are swapped to: vnode, pages, free pages and name.",
        Examples = ["::swapinfo"],
    };

    public override string? InputType => "struct swapinfo";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "swapinfo", "struct swapinfo", Layout);
}
