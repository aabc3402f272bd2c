using Commands.Output;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>
/// The buffers through which a processor hands due cyclics to its soft interrupts, for the levels low and lock (<c>cyc_softbuf_t</c>): rings of
/// indices with a producer and a consumer. One ring serves both sides unless the kernel is about to make it larger.
/// </summary>
internal static class CyclicSoftBuffers
{
    private const int Levels = 2;
    private const int MostEntries = Limits.CyclicEntries;

    /// <param name="Place">Address of the entry.</param>
    /// <param name="Number">Its number in the ring.</param>
    /// <param name="Index">The cyclic there; null where the producer will write next.</param>
    private sealed record Entry(CyclicCpu Cpu, int Level, string User, int Number, ulong Place, int? Index, bool IsConsumer, bool IsProducer)
    {
        public CyclicRow? Cyclic => Index is { } index ? Cpu.At(index) : null;
    }

    private static readonly Table<Entry> Layout = new(
        [
            new("cpu", r => r.Cpu.Processor), new("level", r => CyclicRow.LevelName((ulong)r.Level)), new("user", r => r.User), new("ndx", r => r.Number),
            new("addr", r => Cell.Address(r.Place)), new("cyclic", r => r.Index is { } index ? index : Cell.None),
            new("cyclic_addr", r => r.Cyclic is { } c ? Cell.Address(c.Cyclic.Address) : Cell.None),
            new("pend", r => r.Cyclic is { } c ? c.Cyclic.Number("cy_pend") : Cell.None), new("consumer", r => r.IsConsumer), new("producer", r => r.IsProducer),
        ],
        "CPU LEVL USER  NDX        ADDR  CYC    CYC_ADDR",
        Write);

    /// <summary>False when enough was shown.</summary>
    public static bool Show(Invocation call, Pipeline.Output output, CyclicCpu cpu)
    {
        for (int level = 0; level < Levels; level++)
        {
            if (!cpu.Cpu.TryGet("cyp_softbuf", out Value all))
            {
                break;
            }

            Value buffer = all.Element(level);
            ulong hard = buffer.Number("cys_hard");
            ulong soft = buffer.Number("cys_soft");
            bool more = hard == soft
                ? Ring(call, output, cpu, level, buffer, hard, "shrd")
                : Ring(call, output, cpu, level, buffer, hard, "hard") && Ring(call, output, cpu, level, buffer, soft, "soft");
            if (!more)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Ring(Invocation call, Pipeline.Output output, CyclicCpu cpu, int level, Value buffer, ulong which, string user)
    {
        if (!call.ToPipe)
        {
            output.Emit(new TextEvent("\n" + Layout.Header + "\n"));
        }

        // cys_buf has two rings.
        Value ring = buffer["cys_buf"].Element((long)(which & 1));
        long mask = ring.Signed("cypc_sizemask");
        if (mask is < 0 or > MostEntries)
        {
            call.Run.Partial(WalkFault.TooMany("cyc_pcbuffer", MostEntries, ring.Address).Problem);
            return true;
        }

        int producer = (int)(ring.Signed("cypc_prodndx") & mask);
        int consumer = (int)(ring.Signed("cypc_consndx") & mask);
        for (int number = 0; number <= producer; number++)
        {
            Value entry = ring["cypc_buf"].Element(number);
            int? index = number < producer && entry.TryInt64(out long found) && found >= 0 && found < cpu.Heap.Count ? (int)found : null;
            if (!output.Emit(new RowEvent<Entry>(
                Layout, new Entry(cpu, level, user, number, entry.Address, index, number == consumer, number == producer), new Item(entry.Address, entry.Type))))
            {
                return false;
            }
        }

        return true;
    }

    private static void Write(Entry row, MdbWriter writer)
    {
        writer.Printf("%3d %4s %4s %4d %011p ", (int)row.Cpu.Processor, CyclicRow.LevelName((ulong)row.Level), row.User, row.Number, row.Place);
        if (row.Cyclic is { } cyclic)
        {
            writer.Printf("%4d %011p %5d  ", row.Index, cyclic.Cyclic.Address, (int)cyclic.Cyclic.Number("cy_pend"));
        }
        else
        {
            writer.Printf("%4s %11s %5s  ", "-", "-", "-");
        }

        writer.Write(row.IsConsumer && row.IsProducer ? "<-- consndx,prodndx" : row.IsConsumer ? "<-- consndx" : row.IsProducer ? "<-- prodndx" : "");
        writer.NewLine();
    }
}
