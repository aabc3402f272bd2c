using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Lists the buffers that a thread freed last.</summary>
[Dcmd("freedby")]
internal sealed class FreedBy : Dcmd
{
    public override DcmdInfo Info { get; } = new("freedby", "given a thread, print its freed buffers")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the buffers of audited caches that the thread freed, newest first, with the function that called the allocator.",
        Examples = ["::walk thread | ::freedby"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call) => ThreadBufctls.Show(call, "freedby");
}
