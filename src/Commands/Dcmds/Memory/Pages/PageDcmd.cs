using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>Shows page structures.</summary>
[Dcmd("page")]
internal sealed class PageDcmd : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("page", r => Cell.Address(r.Address)), new("vnode", r => Cell.Address(r.Number("p_vnode"))),
            new("offset", r => r.Number("p_offset")), new("selock", r => r.Number("p_selock")),
            new("lckcnt", r => r.Number("p_lckcnt")), new("cowcnt", r => r.Number("p_cowcnt")),
            new("iolock", r => r.Number("p_iolock_state")), new("fsdata", r => r.Number("p_fsdata")), new("state", r => r.Number("p_state")),
            new("pagenum", r => r.Number("p_pagenum")),
        ],
        "            PAGE            VNODE           OFFSET   SELOCK LCT COW IO FS ST",
        (r, w) => w.Printf("%0?lx %?p %16llx %8x %3d %3d %2x %2x %2x\n", r.Address, r.Number("p_vnode"), r.Number("p_offset"),
            (uint)r.Number("p_selock"), r.Number("p_lckcnt"), r.Number("p_cowcnt"), r.Number("p_iolock_state"), r.Number("p_fsdata"),
            r.Number("p_state")));

    public override DcmdInfo Info { get; } = new("page", "display a summarized page_t")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows a page structure, or all that belong to a vnode: vnode and offset, locks,
            and state (80 is free).
            """,
        Examples = ["::page", "::walk allpages | ::head -n 4 | ::page"],
    };

    public override string? InputType => "page_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return KernelObject.Each(call, "page", () => call.Header(Layout), address =>
            !KernelObject.TryRead(call.Run, "page_t", address, "can't read page_t at 0x", out Value page) ? Status.Error
            : call.Row(Layout, page, new Item(address, page.Type)) ? Status.Ok
            : Status.Abort);
    }
}
