using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Lists the buffers that a thread allocated last.</summary>
[Dcmd("allocdby")]
internal sealed class AllocdBy : Dcmd
{
    public override DcmdInfo Info { get; } = new("allocdby", "given a thread, print its allocated buffers")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the buffers of audited caches that the thread allocated, newest first, with the function that called the allocator.",
        Examples = ["::walk thread | ::allocdby"],
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call) => ThreadBufctls.Show(call, "allocdby");
}
