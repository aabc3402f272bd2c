using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A transaction of the allocator with its stack.</summary>
/// <param name="record">The record in the log.</param>
/// <param name="age">Nanoseconds before the newest transaction.</param>
/// <param name="cache">Name of the cache; null where it cannot be read.</param>
/// <param name="item">The record, for the next stage.</param>
internal sealed class KmaLogEvent(KmemAudit record, ulong age, string? cache, Item item) : FactEvent
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

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(record.Address));
        facts.Add("bufaddr", Cell.Address(record.Buffer));
        facts.Add("timestamp", record.Timestamp);
        facts.Add("age", age);
        facts.Add("thread", Cell.Address(record.Thread));
        facts.Add("cache", Cell.Address(record.Cache));
        facts.Add("name", cache);
        new CallStack(record.Stack).Facts(facts);
    }
}
