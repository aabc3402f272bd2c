using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>The cyclics of a processor as read: which are in use and where in the heap, ordered by when they fire, each stands.</summary>
/// <param name="Cpu">A <c>cyc_cpu_t</c>, read whole.</param>
/// <param name="Heap">Indices of cyclics by place in the heap: those in use, then the free ones.</param>
internal sealed record CyclicCpu(Value Cpu, IReadOnlyList<int> Heap)
{
    /// <summary>More cyclics than any processor has.</summary>
    private const long MostCyclics = Limits.Cyclics;

    /// <summary>cyc_state_t, sys/cyclic_impl.h.</summary>
    private static readonly string[] _states = ["online", "offline", "expand", "remove", "suspend"];

    /// <summary>How many are in use.</summary>
    public int Used { get; private init; }

    public long Processor => Cpu.Signed("cyp_cpu->cpu_id");

    public string State => Cpu.Number("cyp_state") is var state && state < (ulong)_states.Length ? _states[state] : "??";

    /// <summary>The one that fires next; null where there is none.</summary>
    public CyclicRow? Root => Used > 0 ? At(Heap[0]) : null;

    public static CyclicCpu Of(Run run, Value cpu)
    {
        long size = cpu.Signed("cyp_size");
        long used = cpu.Signed("cyp_nelems");
        if (size is < 0 or > MostCyclics || used < 0 || used > size)
        {
            run.Partial(WalkFault.TooMany("cyclic", MostCyclics, cpu.Address).Problem);
            return new CyclicCpu(cpu, []);
        }

        var heap = new List<int>();
        cpu.TryGet("cyp_heap", out Value first);
        for (long i = 0; i < size && first.Type is not null; i++)
        {
            Value place = first.Element(i);
            if (!place.TryInt64(out long index) || index < 0 || index >= size)
            {
                run.Missing(place.Address);
                break;
            }

            heap.Add((int)index);
        }

        return new CyclicCpu(cpu, heap) { Used = (int)Math.Min(used, heap.Count) };
    }

    /// <summary>A cyclic by its index.</summary>
    public CyclicRow? At(int index) => Cpu.TryGet("cyp_cyclics", out Value all) && all.TryDereference(out _) ? new CyclicRow(all.Element(index)) : null;
}
