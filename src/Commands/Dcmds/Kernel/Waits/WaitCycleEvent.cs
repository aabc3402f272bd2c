using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Waits;

/// <summary>The heading of a deadlock.</summary>
internal sealed class WaitCycleEvent(int number, IReadOnlyList<ulong> threads) : OutputEvent
{
    public override void WriteText(Run run, MdbWriter writer) =>
        writer.Write(threads.Count == 1
            ? $"deadlock {number}: a thread waits for itself\n"
            : $"deadlock {number}: {threads.Count} threads, each waits for the next and the last for the first\n");

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("deadlock", number);
        json.WriteNumber("count", threads.Count);
        json.WriteStartArray("threads");
        foreach (ulong thread in threads)
        {
            json.WriteStringValue(JsonText.Hex(thread));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
