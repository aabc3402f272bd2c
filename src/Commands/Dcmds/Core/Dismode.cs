using Commands.Pipeline;
using DumpReader.Cpu.Disassembly;

namespace Commands.Dcmds.Core;

/// <summary>Shows or chooses the disassembly mode.</summary>
[Dcmd("dismode", "$V")]
internal sealed class Dismode : Dcmd
{
    private static readonly Table<DisassemblyMode> Layout = new(
        [new("name", m => m.Name), new("description", m => m.Description)],
        Header: null,
        (m, w) => w.Write($"disassembly mode is {m.Name} ({m.Description})\n"));

    public override DcmdInfo Info { get; } = new("dismode", "get/set disassembly mode")
    {
        Usage = "[mode]",
        StockHelp = false,
        StockPipeForm = false,
        Help = "Shows the instruction set of ::dis and of the formats i and I; with a name from ::disasms chooses it first.",
        Examples = ["::dismode", "::dismode amd64"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 1 || (call.Arguments.Count == 1 && call.Arguments[0].Text is null))
        {
            return Status.Usage;
        }

        if (call.Arguments.Count == 1 && !SessionDisassembler.TryChoose(call.Session, call.Arguments[0].Text!))
        {
            return call.Fail("failed to set disassembly mode: unknown disassembler name");
        }

        call.Row(Layout, SessionDisassembler.ModeOf(call.Session));
        return Status.Ok;
    }
}
