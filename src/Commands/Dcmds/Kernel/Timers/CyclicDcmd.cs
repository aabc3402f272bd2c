using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Shows a cyclic.</summary>
[Dcmd("cyclic")]
internal sealed class CyclicDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("cyclic", "display a cyclic")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a cyclic: level, calls that are due, flags, when it fires next, interval in microseconds, and what it calls.",
    };

    public override string? InputType => "cyclic_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "cyclic_t", call.Address, "couldn't read cyclic at ", out Value cyclic))
        {
            return Status.Error;
        }

        call.Header(CyclicRow.Layout);
        return call.Row(CyclicRow.Layout, new CyclicRow(cyclic), new Item(cyclic.Address, cyclic.Type)) ? Status.Ok : Status.Abort;
    }
}
