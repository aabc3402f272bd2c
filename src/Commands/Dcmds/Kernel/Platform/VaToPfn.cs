using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Spaces;

namespace Commands.Dcmds.Kernel.Platform;

/// <summary>Finds the page of physical memory that a virtual address lies in.</summary>
[Dcmd("vatopfn")]
internal sealed class VaToPfn : Dcmd
{
    /// <summary>MMU_PAGESHIFT of amd64.</summary>
    private const int PageShift = 12;

    private sealed record Row(ulong Virtual, ulong Pfn);

    private static readonly Table<Row> Layout = new(
        [new("virtual", r => Cell.Address(r.Virtual)), new("pfn", r => r.Pfn)],
        Header: null,
        (r, w) => w.Printf("Virtual address 0x%p maps pfn 0x%lx\n", r.Virtual, r.Pfn));

    public override DcmdInfo Info { get; } = new("vatopfn", "translate address to physical page")
    {
        Usage = "[-a as]",
        Address = AddressUse.Required,
        Module = "unix",
        StockPipeForm = false,
        Help = "Shows the number of the page of physical memory that holds the address; with -a the address is one of the struct as given.",
        Examples = ["*panic_thread::vatopfn"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", "a") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        AddressSpace? space = options.TryNumber('a', out ulong wanted) ? call.Target.UserSpace(wanted) : call.Session.Memory;
        if (space is null || !space.TryGetPhysical(call.Address, out PhysicalAddress physical))
        {
            return call.Fail($"no mapping for address {call.Address:x}");
        }

        Pfn pfn = physical.ToPfn(PageShift);
        return call.Row(Layout, new Row(call.Address, pfn.Value), new Item(pfn.Value)) ? Status.Ok : Status.Abort;
    }
}
