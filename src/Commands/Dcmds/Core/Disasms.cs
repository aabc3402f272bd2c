using Commands.Pipeline;
using DumpReader.Cpu.Disassembly;

namespace Commands.Dcmds.Core;

/// <summary>Lists the disassembly modes.</summary>
[Dcmd("disasms")]
internal sealed class Disasms : Dcmd
{
    private static readonly Table<DisassemblyMode> Layout = new(
        [new("name", m => m.Name), new("description", m => m.Description)],
        Header: null,
        (m, w) => w.Printf("%-24s - %s\n", m.Name, m.Description));

    public override DcmdInfo Info { get; } = new("disasms", "list available disassemblers")
    {
        StockHelp = false,
        StockPipeForm = false,
        Help = "Lists the instruction sets that ::dismode can choose.",
        Examples = ["::disasms"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        foreach (DisassemblyMode mode in DisassemblyMode.All)
        {
            if (!call.Row(Layout, mode))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
