using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A transaction of the allocator with its stack.</summary>
/// <param name="record">The record in the log.</param>
/// <param name="age">Nanoseconds before the newest transaction.</param>
/// <param name="cache">Name of the cache; null where it cannot be read.</param>
/// <param name="item">The record, for the next stage.</param>
internal sealed class KmaLogEvent(KmemAudit record, ulong age, string? cache, Item item) : OutputEvent
{
    private const ulong Second = 1_000_000_000;

    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("\nT-%lld.%09lld  addr=%p  ", age / Second, age % Second, record.Buffer);
        if (cache is null)
        {
            writer.Printf("%a\n", record.Cache);
        }
        else
        {
            writer.Printf("%s\n", cache);
        }

        foreach (ulong frame in record.Stack)
        {
            writer.Printf("\t %a\n", frame);
        }
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(record.Address));
        json.WriteString("bufaddr", JsonText.Hex(record.Buffer));
        json.WritePropertyName("timestamp");
        JsonText.Unsigned(json, record.Timestamp);
        json.WritePropertyName("age");
        JsonText.Unsigned(json, age);
        json.WriteString("thread", JsonText.Hex(record.Thread));
        json.WriteString("cache", JsonText.Hex(record.Cache));
        json.WriteString("name", cache);
        new CallStack(record.Stack).WriteJson(run.Session, json);
        json.WriteEndObject();
        return true;
    }
}
