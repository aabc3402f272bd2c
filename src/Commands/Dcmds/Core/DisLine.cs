using System.Text;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Cpu.Disassembly;

namespace Commands.Dcmds.Core;

/// <summary>How ::dis labels its lines.</summary>
internal enum DisLabel { Symbol, Address, Both }

/// <summary>One line of ::dis; the object it names is its address.</summary>
internal sealed class DisLine(DisassembledInstruction instruction, DisLabel label) : FactEvent
{
    private const int LabelColumns = 32;
    private const int AddressColumns = 8;
    private const int TabStop = 8;

    public override Item? Item => new Item(instruction.Address);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (label != DisLabel.Symbol)
        {
            writer.Hex(instruction.Address, width: label == DisLabel.Address ? LabelColumns : AddressColumns, left: true);
        }

        if (label == DisLabel.Both)
        {
            writer.Write("  ");
        }

        if (label != DisLabel.Address)
        {
            writer.Symbolic(instruction.Address, colon: true, LabelColumns, left: true);
        }

        writer.Align(TabStop);
        writer.OneLine(Encoding.Latin1.GetBytes(SessionDisassembler.Text(run.Session, instruction)), left: true);
        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Symbolic(instruction.Address));
        facts.Add("size", instruction.Length);
        facts.Add("mnemonic", instruction.Mnemonic);
        facts.Add("operands", instruction.Operands);
        facts.StartList("references");
        foreach (InstructionReference reference in instruction.References)
        {
            if (!reference.OnlyIfNamed || run.Session.TryFind(reference.Address, out _, out _))
            {
                facts.Add(Cell.Symbolic(reference.Address));
            }
        }

        facts.EndList();
    }
}
