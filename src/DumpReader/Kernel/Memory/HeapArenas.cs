using DumpReader.Scans;

namespace DumpReader.Kernel.Memory;

/// <summary>Arenas that hand out memory to the kernel directly, for what is too large for a cache.</summary>
internal static class HeapArenas
{
    /// <summary>Arenas with these names, each ahead of those that import from it.</summary>
    public static IReadOnlyList<VmemArena> Named(KernelObjects kernel, IReadOnlyCollection<string> names, Action<WalkFault> fault) =>
        [.. VmemForest.Read(kernel, fault).ParentsFirst().Where(arena => names.Contains(arena.Name(kernel)))];

    /// <summary>How many pieces of arenas are allocated, by their counters; damaged ones may promise anything.</summary>
    public static ulong Estimate(KernelObjects kernel, IEnumerable<VmemArena> arenas)
    {
        ulong sum = 0;
        foreach (VmemArena arena in arenas)
        {
            VmemCounters counters = VmemCounters.Read(kernel, arena.Address);
            sum += counters.Allocations > counters.Frees ? counters.Allocations - counters.Frees : 0;
        }

        return sum;
    }

    /// <summary>Adds the allocated pieces of arenas to a table.</summary>
    public static void Fill(
        BufferTable buffers, KmemAllocator allocator, IEnumerable<VmemArena> arenas, IScanControl control, Action<KmemFault> fault)
    {
        foreach (VmemArena arena in arenas)
        {
            if (!buffers.TryAddSource(new BufferSource(null)))
            {
                fault(buffers.Overflow);
                return;
            }

            foreach (VmemSegment segment in VmemSegments.Walk(allocator.Kernel, arena.Address, f => fault(KmemFault.Of(allocator.Memory, f))))
            {
                if (buffers.IsFull)
                {
                    fault(buffers.Overflow);
                    return;
                }

                if (control.ShouldStop)
                {
                    return;
                }

                if (segment.Kind == VmemSegmentKind.Allocated)
                {
                    buffers.AddPiece(segment);
                }
            }
        }
    }
}
