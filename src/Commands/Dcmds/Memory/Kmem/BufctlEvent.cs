using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A record of the allocator's audit as ::bufctl, ::whatis and ::findleaks show it.</summary>
/// <param name="record">The record.</param>
/// <param name="detailed">All that is known, with the stack, and not one line.</param>
/// <param name="type">Its type, for the next stage.</param>
internal sealed class BufctlEvent(KmemAudit record, bool detailed, CType? type = null) : OutputEvent
{
    /// <summary>Frames of the allocator itself begin with this.</summary>
    public const string AllocatorPrefix = "kmem_";

    public override Item? Item => new Item(record.Address, type);

    public KmemAudit Record => record;

    /// <summary>The heading, its final newline left out.</summary>
    public static string Header(bool detailed) => detailed
        ? "            ADDR          BUFADDR        TIMESTAMP           THREAD\n"
            + "                            CACHE          LASTLOG         CONTENTS"
        : "ADDR             BUFADDR          TIMESTAMP    THREAD           CALLER";

    public override void WriteText(Run run, MdbWriter writer)
    {
        var stack = new CallStack(record.Stack);
        if (detailed)
        {
            writer.Printf("%16p %16p %16llx %16p\n", record.Address, record.Buffer, record.Timestamp, record.Thread);
            writer.Printf("%16s %16p %16p %16p\n", "", record.Cache, record.LastLog, record.Contents);
            stack.WriteText(writer);
            return;
        }

        writer.Printf("%0?p %0?p %12llx %0?p", record.Address, record.Buffer, record.Timestamp, record.Thread);
        if (stack.Caller(run.Session, AllocatorPrefix) is { } caller)
        {
            writer.Printf(" %a", caller);
        }

        writer.NewLine();
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        var stack = new CallStack(record.Stack);
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(record.Address));
        json.WriteString("bufaddr", JsonText.Hex(record.Buffer));
        json.WritePropertyName("timestamp");
        JsonText.Unsigned(json, record.Timestamp);
        json.WriteString("thread", JsonText.Hex(record.Thread));
        json.WriteString("cache", JsonText.Hex(record.Cache));
        json.WriteString("lastlog", JsonText.Hex(record.LastLog));
        json.WriteString("contents", JsonText.Hex(record.Contents));
        json.WritePropertyName("caller");
        (stack.Caller(run.Session, AllocatorPrefix) is { } caller ? Cell.Symbolic(caller) : Cell.None).WriteJson(run.Session, json);
        stack.WriteJson(run.Session, json);
        json.WriteEndObject();
        return true;
    }
}
