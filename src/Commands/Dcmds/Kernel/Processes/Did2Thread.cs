using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds a thread by its identifier.</summary>
[Dcmd("did2thread")]
internal sealed class Did2Thread : Dcmd
{
    public override DcmdInfo Info { get; } = new("did2thread", "find kernel thread for this id")
    {
        Address = AddressUse.Optional,
        Usage = " kt_did",
        Help = "Shows the thread whose t_did is the number given.",
        Examples = ["::did2thread 1"],
        Module = "genunix",
        StockHelp = false,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count != 1)
        {
            return Status.Usage;
        }

        return call.TryNumber(call.Arguments[0], out ulong id) ? ObjectSearch.Emit(call, "thread", "kthread_t", "t_did", id, all: false) : Status.Error;
    }
}
