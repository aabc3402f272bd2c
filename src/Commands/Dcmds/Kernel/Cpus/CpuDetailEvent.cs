using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor with the drawing of ::cpuinfo -v: flags to the left, interrupt threads and run queue to the right.</summary>
internal sealed class CpuDetailEvent(CpuRow row, CpuDetail detail) : FactEvent
{
    private const int FlagWidth = 28;

    public override Item? Item => new Item(row.Cpu.Address, row.Cpu.Type);

    public override string? TableHeading => CpuRow.Layout.Header;

    public override void WriteText(Run run, MdbWriter writer)
    {
        CpuRow.Layout.WriteRow(row, writer);
        bool queue = detail.RunQueue.Count > 0;
        bool interrupts = detail.Interrupts.Count > 0;
        string bar = queue ? "|" : " ";
        writer.Write("                       |    " + (queue ? "|" : interrupts ? " " : "") + (interrupts ? "    |" : "") + "\n");

        int flag = 0;
        if (interrupts)
        {
            Line(bar + "    +--> PIL THREAD");
            foreach (CpuThread thread in detail.Interrupts)
            {
                string name = thread.Level is null ? " " + thread.Name : "";
                Line($"{bar}         {thread.Level?.ToString() ?? "-",3} {thread.Address:x16}{name}");
            }

            if (queue)
            {
                Line(bar);
            }
        }

        if (queue)
        {
            Line("+-->  PRI THREAD           PROC");
            foreach (CpuThread thread in detail.RunQueue)
            {
                Line($"{thread.Level,9} {thread.Address:x16} {thread.Name}");
            }
        }

        while (flag < detail.Flags.Count)
        {
            Line("");
        }

        writer.NewLine();

        void Line(string right)
        {
            string left = flag < detail.Flags.Count ? detail.Flags[flag].PadLeft(19) + (flag == 0 ? " <--+" : "") : "";
            flag++;
            writer.Write(left.PadRight(FlagWidth) + right + "\n");
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        CpuRow.Layout.WriteCells(row, facts);
        facts.StartList("flag_names");
        foreach (string name in detail.Flags)
        {
            facts.Add(name);
        }

        facts.EndList();
        Threads(facts, "interrupts", "pil", detail.Interrupts);
        Threads(facts, "run_queue", "pri", detail.RunQueue);
    }

    private static void Threads(FactWriter facts, string name, string level, IReadOnlyList<CpuThread> threads)
    {
        facts.StartList(name);
        foreach (CpuThread thread in threads)
        {
            facts.StartObject();
            if (thread.Level is { } number)
            {
                facts.Add(level, number);
            }

            facts.Add("thread", Cell.Address(thread.Address));
            if (thread.Name.Length > 0)
            {
                facts.Add("proc", thread.Name);
            }

            facts.EndObject();
        }

        facts.EndList();
    }
}
