using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor with the drawing of ::cpuinfo -v: flags to the left, interrupt threads and run queue to the right.</summary>
internal sealed class CpuDetailEvent(CpuRow row, CpuDetail detail) : OutputEvent
{
    private const int FlagWidth = 28;

    public override Item? Item => new Item(row.Cpu.Address, row.Cpu.Type);

    public override IReadOnlyList<string> ColumnNames => CpuRow.Layout.Names;

    public override string? TableHeading => CpuRow.Layout.Header;

    public override bool TryCell(string column, out Cell cell) => CpuRow.Layout.TryCell(row, column, out cell);

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

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        CpuRow.Layout.WriteCells(row, run, json);
        json.WriteStartArray("flag_names");
        foreach (string name in detail.Flags)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        Threads(json, "interrupts", "pil", detail.Interrupts);
        Threads(json, "run_queue", "pri", detail.RunQueue);
        json.WriteEndObject();
        return true;
    }

    private static void Threads(Utf8JsonWriter json, string name, string level, IReadOnlyList<CpuThread> threads)
    {
        json.WriteStartArray(name);
        foreach (CpuThread thread in threads)
        {
            json.WriteStartObject();
            if (thread.Level is { } number)
            {
                json.WriteNumber(level, number);
            }

            json.WriteString("thread", JsonText.Hex(thread.Address));
            if (thread.Name.Length > 0)
            {
                json.WriteString("proc", thread.Name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
