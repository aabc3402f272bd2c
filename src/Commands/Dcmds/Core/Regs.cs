using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The registers at the panic.</summary>
[Dcmd("regs", "$r", "$?")]
internal sealed class Regs : Dcmd
{
    public override DcmdInfo Info { get; } = new("regs", "print general purpose registers")
    {
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the registers as they were at the panic, with the symbols that they point at.",
        Examples = ["::regs", "$r"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        if (call.Target.Kind != "kvm")
        {
            return call.Fail(call.Target.Kind == "raw" ? Reasons.NotSupported : Reasons.NoProcess);
        }

        call.Emit(new RegistersEvent(call.Target.Registers));
        return Status.Ok;
    }
}
