using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds the thread that thread-specific data belongs to.</summary>
[Dcmd("tsdtot")]
internal sealed class TsdThread : Dcmd
{
    public override DcmdInfo Info { get; } = new("tsdtot", "find thread with this tsd")
    {
        Address = AddressUse.Required,
        Help = "Shows the thread whose t_tsd is the address.",
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "struct tsd_thread";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : ObjectSearch.Emit(call, "thread", "kthread_t", "t_tsd", call.Address, all: true);
}
