using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Where a stack listing could not go on; the end of the command ends the line.</summary>
internal sealed class FrameFaultEvent(ulong framePointer, string reason) : OutputEvent
{
    public override void WriteText(Run run, MdbWriter writer) => writer.Write($"{framePointer:x} [{reason}]");

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("fp", JsonText.Hex(framePointer));
        json.WriteString("end", reason);
        json.WriteEndObject();
        return true;
    }
}
