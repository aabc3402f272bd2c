using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Dcmds.Core;

/// <summary>One frame of a stack listing.</summary>
/// <param name="frame">The frame.</param>
/// <param name="arguments">Values of the arguments that are shown.</param>
/// <param name="withPointer">Whether the line begins with the frame pointer.</param>
internal sealed class FrameEvent(StackFrame frame, ReadOnlyMemory<ulong> arguments, bool withPointer) : FactEvent
{
    public override Item? Item => new Item(frame.ProgramCounter);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (withPointer)
        {
            writer.Printf("%0?lr ", frame.FramePointer);
        }

        if (frame.IsCall)
        {
            writer.Write(AddressText.BehindCall(run.Session, frame.ProgramCounter) + "(");
        }
        else
        {
            writer.Printf("%a(", frame.ProgramCounter);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            writer.Write(i == 0 ? "" : ", ");
            writer.Hex(arguments.Span[i]);
        }

        writer.Write(frame.IsSignal ? ") [signal frame]\n" : ")\n");
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("fp", Cell.Address(frame.FramePointer));
        facts.Add("pc", Cell.Address(frame.ProgramCounter));
        facts.Add("function", frame.IsCall
            ? AddressText.BehindCall(run.Session, frame.ProgramCounter)
            : AddressText.Of(run.Session, frame.ProgramCounter));
        facts.Add("signal", frame.IsSignal);
        facts.StartList("args");
        foreach (ulong argument in arguments.Span)
        {
            facts.Add(Cell.Address(argument));
        }

        facts.EndList();
        facts.Add("fault", Cell.None);
    }
}
