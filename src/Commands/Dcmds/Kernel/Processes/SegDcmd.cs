using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Shows a segment of an address space.</summary>
[Dcmd("seg")]
internal sealed class SegDcmd : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("seg", r => Cell.Address(r.Address)), new("base", r => Cell.Address(r.Number("s_base"))),
            new("size", r => r.Number("s_size")),
            new("data", r => Cell.Address(r.Number("s_data"))), new("ops", r => Cell.Symbolic(r.Number("s_ops"))),
        ],
        "             SEG             BASE             SIZE             DATA OPS",
        (r, w) => w.Printf("%?p %?p %?lx %?p %a\n", r.Address, r.Number("s_base"), r.Number("s_size"), r.Number("s_data"),
            r.Number("s_ops")));

    public override DcmdInfo Info { get; } = new("seg", "print address space segment")
    {
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the segment at the address: base, size, private data and operations.",
        Examples = ["kas::walk seg | ::seg"],
    };

    public override string? InputType => "struct seg";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        if (!KernelObject.TryRead(call.Run, "struct seg", call.Address, "failed to read seg at ", out Value segment))
        {
            return Status.Error;
        }

        return call.Row(Layout, segment, new Item(call.Address, segment.Type)) ? Status.Ok : Status.Abort;
    }
}
