using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>
/// The rings in which each CPU notes its traps, interrupts and system calls (<c>trap_trace_ctl</c>, <c>trap_trace_rec_t</c>,
/// sys/traptrace.h); kernels have them that are built for debugging.
/// </summary>
internal static class TrapTrace
{
    private const string Control = "trap_trace_ctl";

    private const string Record = "trap_trace_rec_t";

    /// <summary>A ring: records from First up to Limit; the next is written at Next.</summary>
    private readonly record struct Ring(int Cpu, ulong First, ulong Next, ulong Limit);

    /// <summary>Records of all CPUs, newest first.</summary>
    public static IEnumerable<ulong> Newest(KernelObjects kernel, Action<WalkFault> fault)
    {
        ulong size = kernel.Type(Record).Size;
        if (!kernel.TryOffset(Record, "ttr_stamp", fault, out ulong stampAt))
        {
            return [];
        }

        // Of each ring its records from the newest back; of all that are then first, the newest is next.
        var heads = new PriorityQueue<IEnumerator<(ulong Record, ulong Stamp)>, (ulong Stamp, int Cpu)>(
            Comparer<(ulong Stamp, int Cpu)>.Create((a, b) => a.Stamp != b.Stamp ? b.Stamp.CompareTo(a.Stamp) : a.Cpu.CompareTo(b.Cpu)));
        return Merge(Rings(kernel, size, fault));

        IEnumerable<ulong> Merge(List<Ring> rings)
        {
            foreach (Ring ring in rings)
            {
                Push(Backwards(kernel, ring, size, stampAt, fault).GetEnumerator(), ring.Cpu);
            }

            while (heads.TryDequeue(out IEnumerator<(ulong Record, ulong Stamp)>? head, out (ulong Stamp, int Cpu) key))
            {
                yield return head.Current.Record;
                Push(head, key.Cpu);
            }
        }

        void Push(IEnumerator<(ulong Record, ulong Stamp)> records, int cpu)
        {
            if (records.MoveNext())
            {
                heads.Enqueue(records, (records.Current.Stamp, cpu));
            }
            else
            {
                records.Dispose();
            }
        }
    }

    /// <summary>Tells the number of the CPU whose ring a record is in; null for none. The rings are read once.</summary>
    public static Func<ulong, int?> Cpus(KernelObjects kernel)
    {
        List<Ring> rings = Rings(kernel, kernel.Type(Record).Size, _ => { });
        return record => rings.FindIndex(ring => record >= ring.First && record < ring.Limit) is var at and >= 0 ? rings[at].Cpu : null;
    }

    private static IEnumerable<(ulong Record, ulong Stamp)> Backwards(KernelObjects kernel, Ring ring, ulong size, ulong stampAt, Action<WalkFault> fault)
    {
        ulong slots = (ring.Limit - ring.First) / size;
        ulong next = (ring.Next - ring.First) / size % slots;
        for (ulong i = 1; i <= slots; i++)
        {
            ulong record = ring.First + ((next + slots - i) % slots * size);
            if (!kernel.Memory.TryReadUInt64(record + stampAt, out ulong stamp))
            {
                fault(WalkFault.Unreadable(Record, record));
                yield break;
            }

            // What was never written has no time; all before it neither.
            if (stamp == 0)
            {
                yield break;
            }

            yield return (record, stamp);
        }
    }

    private static List<Ring> Rings(KernelObjects kernel, ulong size, Action<WalkFault> fault)
    {
        var rings = new List<Ring>();
        KernelType type = kernel.Type("trap_trace_ctl_t");
        if (!kernel.TrySymbol(Control, out ulong first))
        {
            fault(WalkFault.MissingSymbol(Control));
            return rings;
        }

        if (!type.Has("ttc_first") || size == 0)
        {
            fault(WalkFault.MissingMember("trap_trace_ctl_t", "ttc_first"));
            return rings;
        }

        int count = CountOf(kernel, type.Size, fault);
        for (int cpu = 0; cpu < count; cpu++)
        {
            ulong at = first + ((ulong)cpu * type.Size);
            if (!TryMember("ttc_first", out ulong start) || !TryMember("ttc_next", out ulong next) || !TryMember("ttc_limit", out ulong limit))
            {
                fault(WalkFault.Unreadable(Control, at));
                break;
            }

            if (start == 0)
            {
                continue;
            }

            if (next < start || next > limit || limit - start < size || limit - start > Limits.TrapTraceBytes)
            {
                fault(WalkFault.Contradiction(Control, at, $"the ring of traps at {at:x} has places that cannot be: {start:x}, {next:x}, {limit:x}, expected at most {Limits.TrapTraceBytes} bytes"));
                continue;
            }

            rings.Add(new Ring(cpu, start, next, limit));

            bool TryMember(string member, out ulong value)
            {
                value = 0;
                return kernel.TryGet(type, at, member, out Value found) && found.TryUInt64(out value);
            }
        }

        return rings;
    }

    private static int CountOf(KernelObjects kernel, ulong size, Action<WalkFault> fault) =>
        kernel.Symbols.Find(null, Control, out Symbols.Symbol symbol) == Symbols.SymbolLookup.Found && size > 0
            ? (int)WalkFault.AtMost(symbol.Size / size, Limits.Cpus, Control, symbol.Value, fault)
            : 0;
}
