using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>The registers at the panic.</summary>
[Dcmd("regs", "$r", "$?")]
internal sealed class Regs : Dcmd
{
    public override DcmdInfo Info { get; } = new("regs", "print general purpose registers")
    {
        StockPipeForm = false,
        StockHelp = false,
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Help = "Shows the registers as they were at the panic, with the symbols that they point at; on a core of a process those of the thread that failed, or whose number is the address.",
        Examples = ["::regs", "$r"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || (call.HasAddress && call.Target.Process is null))
        {
            return Status.Usage;
        }

        if (call.Target.Process is { } process)
        {
            return OfThread(call, process);
        }

        if (call.Target.Kind != "kvm")
        {
            return call.Fail(call.Target.Kind == "raw" ? Reasons.NotSupported : Reasons.NoProcess);
        }

        call.Run.ReadRegisters();
        call.Emit(new RegistersEvent(call.Target.Registers));
        return Status.Ok;
    }

    private static Status OfThread(Invocation call, ProcessSummary process)
    {
        ProcessThread? thread = process.Threads.FirstOrDefault(t => !call.HasAddress || t.Id == call.Address);
        if (thread is null || thread.Registers.Count == 0)
        {
            return call.Fail(thread is null && call.HasAddress ? $"no thread {call.Address:x}" : "no registers of a thread are known");
        }

        call.Emit(new RegistersEvent(thread.Registers, isKernel: false));
        return Status.Ok;
    }
}
