using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>What ::cycinfo -v shows below a processor: the heap drawn, its cyclics, with -V those not in use and the soft interrupt buffers.</summary>
internal static class CyclicDetail
{
    private const int Indent = 2;

    /// <param name="Cyclic">The cyclic.</param>
    /// <param name="Index">Its index.</param>
    /// <param name="Place">Where in the heap its index stands.</param>
    /// <param name="IsUsed">Whether it is one.</param>
    private sealed record Row(CyclicRow Cyclic, int Index, int Place, bool IsUsed);

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Cyclic.Cyclic.Address)), new("ndx", r => r.Index), new("heap", r => r.Place), new("used", r => r.IsUsed),
            new("level", r => r.IsUsed ? r.Cyclic.Level : Cell.None), new("pend", r => r.IsUsed ? r.Cyclic.Cyclic.Number("cy_pend") : Cell.None),
            new("fire", r => r.IsUsed ? r.Cyclic.Fire : Cell.None),
            new("usec_interval", r => r.IsUsed && !r.Cyclic.IsOneShot ? r.Cyclic.Microseconds : Cell.None),
            new("handler", r => r.IsUsed ? Cell.Symbolic(r.Cyclic.Handler) : Cell.None),
        ],
        "       ADDR NDX HEAP LEVL  PEND            FIRE USECINT HANDLER",
        Write);

    /// <summary>False when enough was shown.</summary>
    public static bool Show(Invocation call, CyclicCpu cpu, bool all)
    {
        call.Line("");
        if (cpu.Used == 0)
        {
            return true;
        }

        foreach (string line in CyclicHeapPicture.Draw([.. cpu.Heap.Take(cpu.Used)]))
        {
            call.Line(line);
        }

        var output = new IndentedOutput(call.Output, Indent);
        if (!call.ToPipe)
        {
            output.Emit(new TextEvent("\n" + Layout.Header + "\n"));
        }

        IEnumerable<(int Index, int Place)> places = cpu.Heap.Take(all ? cpu.Heap.Count : cpu.Used).Select((index, place) => (index, place));
        foreach ((int index, int place) in places.OrderBy(p => p.Index))
        {
            if (cpu.At(index) is { } cyclic
                && !output.Emit(new RowEvent<Row>(Layout, new Row(cyclic, index, place, place < cpu.Used), new Item(cyclic.Cyclic.Address, cyclic.Cyclic.Type))))
            {
                return false;
            }
        }

        return !all || CyclicSoftBuffers.Show(call, output, cpu);
    }

    private static void Write(Row row, MdbWriter writer)
    {
        CyclicRow cyclic = row.Cyclic;
        writer.Printf("%011p %3d %4d ", cyclic.Cyclic.Address, row.Index, row.Place);
        if (!row.IsUsed)
        {
            writer.Printf("%4s %5s %15s %7s %s\n", "-", "-", "-", "-", "-");
            return;
        }

        string interval = cyclic.IsOneShot ? "-" : cyclic.Microseconds.ToString();
        writer.Printf("%4s %5d %15llx %7s %a\n", cyclic.Level, (int)cyclic.Cyclic.Number("cy_pend"), cyclic.Fire, interval, cyclic.Handler);
    }
}
