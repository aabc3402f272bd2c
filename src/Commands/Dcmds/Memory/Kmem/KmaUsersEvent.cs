using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Buffers of one size that were allocated from one stack.</summary>
internal sealed class KmaUsersEvent(ulong bytes, long count, ulong size, ulong[] stack) : OutputEvent
{
    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%lu bytes for %u allocations with data size %lu:\n", bytes, count, size);
        WriteStack(writer, stack);
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("bytes");
        JsonText.Unsigned(json, bytes);
        json.WriteNumber("allocations", count);
        json.WritePropertyName("size");
        JsonText.Unsigned(json, size);
        new CallStack(stack).WriteJson(run.Session, json);
        json.WriteEndObject();
        return true;
    }

    public static void WriteStack(MdbWriter writer, ulong[] stack)
    {
        foreach (ulong frame in stack)
        {
            writer.Printf("\t %a\n", frame);
        }
    }
}

/// <summary>One buffer of ::kmausers -f.</summary>
internal sealed class KmaUserEvent(KmemAudit record, KmemCache cache, Item item) : OutputEvent
{
    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("size %d, addr %p, thread %p, cache %s\n", cache.BufSize, record.Address, record.Thread, cache.Name);
        KmaUsersEvent.WriteStack(writer, record.Stack);
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(record.Address));
        json.WriteString("bufaddr", JsonText.Hex(record.Buffer));
        json.WritePropertyName("size");
        JsonText.Unsigned(json, cache.BufSize);
        json.WriteString("thread", JsonText.Hex(record.Thread));
        json.WriteString("cache", cache.Name);
        new CallStack(record.Stack).WriteJson(run.Session, json);
        json.WriteEndObject();
        return true;
    }
}
