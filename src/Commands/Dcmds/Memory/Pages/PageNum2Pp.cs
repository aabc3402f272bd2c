using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>Finds the page structure of a page frame.</summary>
[Dcmd("page_num2pp")]
internal sealed class PageNum2Pp : Dcmd
{
    private static readonly Table<(ulong Frame, ulong Page)> Layout = new(
        [new("pfn", r => r.Frame), new("page", r => Cell.Address(r.Page)), new("type", _ => "page_t")],
        Header: null,
        (r, w) => w.Printf("%lx has page_t at %#lx\n", r.Frame, r.Page));

    public override DcmdInfo Info { get; } = new("page_num2pp", "page frame number to page structure")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Finds the page structure of the page frame whose number is the address.",
        Examples = ["1003::page_num2pp", "1003::page_num2pp | ::page"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        bool failed = false;
        ulong page = PageList.OfFrame(call.Session.Kernel, call.Address, fault =>
        {
            failed = true;
            KernelWalk.Report(call.Run, fault);
        });
        if (page == 0)
        {
            return failed ? Status.Error : call.Fail($"pfn2page: unable to find page_t for pfn {call.Address:x}");
        }

        return call.Row(Layout, (call.Address, page), new Item(page, call.Session.Kernel.Type("page_t").Type)) ? Status.Ok : Status.Abort;
    }
}
