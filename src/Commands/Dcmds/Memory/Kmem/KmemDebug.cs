using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Switches the messages about the walks of the allocator, of which there are none beyond the usual ones.</summary>
[Dcmd("kmem_debug")]
internal sealed class KmemDebug : Dcmd
{
    private static readonly Table<bool> Layout = new(
        [new("debugging", on => on)], Header: null, (on, w) => w.Printf("kmem: debugging is now %s\n", on ? "on" : "off"));

    public override DcmdInfo Info { get; } = new("kmem_debug", "toggle kmem dcmd/walk debugging")
    {
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Switches a mode that is there for stock mdb's sake: faults of the allocator's structures are always told.",
        Examples = ["::kmem_debug"],
    };

    public override Status Invoke(Invocation call)
    {
        call.Session.IsKmemDebugging = !call.Session.IsKmemDebugging;
        call.Row(Layout, call.Session.IsKmemDebugging);
        return Status.Ok;
    }
}
