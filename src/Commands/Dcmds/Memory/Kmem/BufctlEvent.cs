using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A record of the allocator's audit as ::bufctl, ::whatis and ::findleaks show it.</summary>
/// <param name="record">The record.</param>
/// <param name="detailed">All that is known, with the stack, and not one line.</param>
/// <param name="type">Its type, for the next stage.</param>
internal sealed class BufctlEvent(KmemAudit record, bool detailed, CType? type = null) : FactEvent
{
    /// <summary>Frames of the allocator itself begin with this.</summary>
    public const string AllocatorPrefix = "kmem_";

    public override Item? Item => new Item(record.Address, type);

    public override string? TableHeading => Header(detailed);

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

    public override void Facts(Run run, FactWriter facts)
    {
        var stack = new CallStack(record.Stack);
        facts.Add("addr", Cell.Address(record.Address));
        facts.Add("bufaddr", Cell.Address(record.Buffer));
        facts.Add("timestamp", record.Timestamp);
        facts.Add("thread", Cell.Address(record.Thread));
        facts.Add("cache", Cell.Address(record.Cache));
        facts.Add("lastlog", Cell.Address(record.LastLog));
        facts.Add("contents", Cell.Address(record.Contents));
        facts.Add("caller", stack.Caller(run.Session, AllocatorPrefix) is { } caller ? Cell.Symbolic(caller) : Cell.None);
        stack.Facts(facts);
    }
}
