using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>The two queues of a module as ::stream draws them.</summary>
/// <param name="write">The write side.</param>
/// <param name="read">The read side.</param>
/// <param name="first">Whether it is the stream head, with nothing above it.</param>
internal sealed class QueuePairEvent(Value write, Value read, bool first) : FactEvent
{
    private const string Edge = "+-----------------------+-----------------------+\n";

    public override Item? Item => new Item(write.Address, write.Type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write(first ? "\n" : "            |                       ^\n            v                       |\n");
        writer.Write(Edge);
        writer.Printf("| 0x%-19p | 0x%-19p | \n", write.Address, read.Address);
        writer.Printf("| %-21s | %-21s | \n", QueueDcmd.ModuleOf(write), QueueDcmd.ModuleOf(read));
        writer.Write("|                       |                       |\n");
        writer.Printf("| cnt = 0t%-13lu | cnt = 0t%-13lu | \n", write.Number("q_count"), read.Number("q_count"));
        writer.Printf("| flg = 0x%08x      | flg = 0x%08x      | \n", write.Number("q_flag"), read.Number("q_flag"));
        writer.Write(Edge);
    }

    public override void Facts(Run run, FactWriter facts)
    {
        WriteSide(facts, "write", write);
        WriteSide(facts, "read", read);
    }

    private static void WriteSide(FactWriter facts, string side, Value queue)
    {
        facts.StartObject(side);
        facts.Add("addr", Cell.Address(queue.Address));
        facts.Add("module", QueueDcmd.ModuleOf(queue));
        facts.Add("count", queue.Number("q_count"));
        facts.Add("flags", queue.Number("q_flag"));
        facts.EndObject();
    }
}
