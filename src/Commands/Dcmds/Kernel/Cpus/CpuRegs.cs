using Commands.Dcmds.Core;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>The registers of a CPU.</summary>
[Dcmd("cpuregs")]
internal sealed class CpuRegs : Dcmd
{
    public override DcmdInfo Info { get; } = new("cpuregs", "dump registers for a CPU")
    {
        Usage = "[-c cpuid]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the registers of a CPU, chosen by its cpu_t as address or by its id with -c;
            of the one that panicked when neither is given. The others save none in a dump.
            """,
        Examples = ["::cpuregs"],
    };

    public override string? InputType => "cpu_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", numbers: "c") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (CpuChoice.Registers(call, options) is not { } registers)
        {
            return Status.Error;
        }

        call.Emit(new RegistersEvent(registers));
        return Status.Ok;
    }
}
