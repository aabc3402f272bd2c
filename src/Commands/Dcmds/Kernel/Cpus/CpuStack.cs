using Commands.Dcmds.Core;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>The stack that a CPU stood on.</summary>
[Dcmd("cpustack")]
internal sealed class CpuStack : Dcmd
{
    public override DcmdInfo Info { get; } = new("cpustack", "print stack backtrace for a CPU")
    {
        Usage = "[-v] [-c cpuid] [cnt]",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Lists the functions of the stack of a CPU, chosen by its cpu_t as address or by its
            id with -c; of the one that panicked when neither is given. The number says how
            many arguments are shown at most; -v adds the frame pointers. Other CPUs than the
            one that panicked save no registers in a dump: see ::findstack of their threads.
            """,
        Examples = ["::cpustack", "::cpustack -v"],
    };

    public override string? InputType => "cpu_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", numbers: "c") is not { } options || options.Rest + 1 < call.Arguments.Count)
        {
            return Status.Usage;
        }

        ulong arguments = StackDcmd.DefaultArguments;
        if (options.Rest < call.Arguments.Count && !call.TryNumber(call.Arguments[options.Rest], out arguments))
        {
            return Status.Error;
        }

        if (CpuChoice.Registers(call, options) is not { } registers)
        {
            return Status.Error;
        }

        var style = new FrameStyle(options.Has('v'), arguments);
        FrameListing.Emit(call.Run, call.Output, registers.GetValueOrDefault("rbp"), registers.GetValueOrDefault("rip"), style);
        return Status.Ok;
    }
}
