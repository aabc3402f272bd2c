using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>The callers that light auditing noted of a buffer, newest first.</summary>
internal sealed class RecentCallersEvent(ulong buffer, IReadOnlyList<ulong> callers) : OutputEvent
{
    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write(callers.Count == 1 ? "        recent caller: " : "        recent callers: ");
        for (int i = 0; i < callers.Count; i++)
        {
            writer.Write(i == 0 ? "" : ", ");
            writer.Symbolic(callers[i]);
        }

        writer.NewLine();
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("bufaddr", JsonText.Hex(buffer));
        json.WriteStartArray("callers");
        foreach (ulong caller in callers)
        {
            JsonText.Pointer(run.Session, json, caller);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
