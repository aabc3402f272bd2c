using System.Text.Json;
using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>One group of ::stacks: its threads, what they wait for and where.</summary>
/// <param name="group">The group.</param>
/// <param name="heading">Whether the heading stands before it.</param>
/// <param name="everyThread">Lists all threads and not only the first.</param>
internal sealed class StackGroupEvent(StackGroup group, bool heading, bool everyThread) : OutputEvent
{
    public override Item? Item => new Item(group.Threads[0]);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (heading)
        {
            writer.Write("THREAD           STATE    SOBJ                COUNT\n");
        }

        string waits = SyncObject.Of(run, group.Key.SyncOperations);
        bool first = true;
        foreach (ulong thread in everyThread ? group.Listed : group.Threads.Take(1))
        {
            writer.Printf("%-?p %-8s %-?s %8s\n", thread, group.State, waits, first ? group.Threads.Count.ToString() : "-");
            first = false;
        }

        if (Reason is { } reason)
        {
            writer.Printf("%?s %s\n", "", reason);
        }

        foreach (ulong frame in group.Key.Frames)
        {
            writer.Printf("%?s %a\n", "", frame);
        }

        if (group.Key.Truncated)
        {
            writer.Printf("%?s ... truncated ...\n", "");
        }

        writer.NewLine();
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("thread", JsonText.Hex(group.Threads[0]));
        json.WriteString("state", group.State);
        json.WriteString("sobj", SyncObject.Of(run, group.Key.SyncOperations));
        json.WriteNumber("count", group.Threads.Count);
        if (Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteStartArray("frames");
        foreach (ulong frame in group.Key.Frames)
        {
            json.WriteStringValue(AddressText.Of(run.Session, frame));
        }

        json.WriteEndArray();
        if (group.Key.Truncated)
        {
            json.WriteBoolean("truncated", true);
        }

        json.WriteStartArray("threads");
        foreach (ulong thread in group.Listed)
        {
            json.WriteStringValue(JsonText.Hex(thread));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private string? Reason => ThreadStack.Failed(group.Key.Fault).Reason;
}
