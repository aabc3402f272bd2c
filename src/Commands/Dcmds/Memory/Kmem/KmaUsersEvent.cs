using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Buffers of one size that were allocated from one stack.</summary>
internal sealed class KmaUsersEvent(ulong bytes, long count, ulong size, ulong[] stack) : FactEvent
{
    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%lu bytes for %u allocations with data size %lu:\n", bytes, count, size);
        WriteStack(writer, stack);
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("bytes", bytes);
        facts.Add("allocations", count);
        facts.Add("size", size);
        new CallStack(stack).Facts(facts);
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
internal sealed class KmaUserEvent(KmemAudit record, KmemCache cache, Item item) : FactEvent
{
    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("size %d, addr %p, thread %p, cache %s\n", cache.BufSize, record.Address, record.Thread, cache.Name);
        KmaUsersEvent.WriteStack(writer, record.Stack);
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(record.Address));
        facts.Add("bufaddr", Cell.Address(record.Buffer));
        facts.Add("size", cache.BufSize);
        facts.Add("thread", Cell.Address(record.Thread));
        facts.Add("cache", cache.Name);
        new CallStack(record.Stack).Facts(facts);
    }
}
