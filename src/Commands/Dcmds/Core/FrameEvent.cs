using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Dcmds.Core;

/// <summary>One frame of a stack listing.</summary>
/// <param name="frame">The frame.</param>
/// <param name="arguments">Values of the arguments that are shown.</param>
/// <param name="withPointer">Whether the line begins with the frame pointer.</param>
internal sealed class FrameEvent(StackFrame frame, ReadOnlyMemory<ulong> arguments, bool withPointer) : OutputEvent
{
    public override Item? Item => new Item(frame.ProgramCounter);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (withPointer)
        {
            writer.Printf("%0?lr ", frame.FramePointer);
        }

        writer.Printf("%a(", frame.ProgramCounter);
        for (int i = 0; i < arguments.Length; i++)
        {
            writer.Write(i == 0 ? "" : ", ");
            writer.Hex(arguments.Span[i]);
        }

        writer.Write(")\n");
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("fp", JsonText.Hex(frame.FramePointer));
        json.WriteString("pc", JsonText.Hex(frame.ProgramCounter));
        json.WriteString("function", AddressText.Of(run.Session, frame.ProgramCounter));
        json.WriteStartArray("args");
        foreach (ulong argument in arguments.Span)
        {
            json.WriteStringValue(JsonText.Hex(argument));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
