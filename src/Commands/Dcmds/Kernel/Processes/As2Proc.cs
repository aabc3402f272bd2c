using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds the processes that an address space belongs to.</summary>
[Dcmd("as2proc")]
internal sealed class As2Proc : Dcmd
{
    public override DcmdInfo Info { get; } = new("as2proc", "convert as to proc_t address")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows every process whose address space is the struct as at the address; kernel processes share kas.",
        Examples = ["kas::as2proc"],
    };

    public override string? InputType => "struct as";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        KernelType type = call.Session.Kernel.Process;
        if (Registry.CreateWalker("proc")?.Walk(call.Run, null) is not { } processes)
        {
            return call.Fail("failed to walk 'proc'");
        }

        foreach (Item process in processes)
        {
            if (type.Type is { } known && new Value(call.Target.Memory, known, process.Bits).Number("p_as") == call.Address
                && !call.Emit(new Item(process.Bits, known), prefix: false))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
