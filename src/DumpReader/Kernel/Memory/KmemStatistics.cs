namespace DumpReader.Kernel.Memory;

/// <summary>What a cache counts of itself.</summary>
/// <param name="InUse">Buffers that its users hold.</param>
/// <param name="Bytes">Memory of its slabs.</param>
/// <param name="Allocations">Requests that succeeded.</param>
/// <param name="Failures">Requests that failed.</param>
internal readonly record struct KmemStatistics(ulong InUse, ulong Bytes, ulong Allocations, ulong Failures)
{
    /// <summary>Buffers in magazines and on free lists are not in use; what cannot be read of them counts as if it were.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="cpus">What the CPUs hold of it.</param>
    /// <param name="fault">Told of what could not be read.</param>
    public static KmemStatistics Of(KmemAllocator allocator, KmemCache cache, ReadOnlySpan<KmemCpu> cpus, Action<KmemFault> fault)
    {
        ulong free = 0;
        foreach (KmemSlab slab in KmemSlabs.Partial(allocator, cache.Address, fault))
        {
            free = unchecked(free + slab.Chunks - slab.RefCount);
        }

        int size = KmemMagazines.SizeOf(allocator, cache, cpus, fault);
        free = unchecked(free + (cache.FullTotal * (ulong)size));
        ulong allocations = unchecked(cache.SlabAllocations + cache.FullAllocations);
        foreach (KmemCpu cpu in cpus)
        {
            free += (ulong)(Math.Max(cpu.Rounds, 0) + Math.Max(cpu.PreviousRounds, 0));
            allocations = unchecked(allocations + cpu.Allocations);
        }

        return unchecked(new KmemStatistics(
            cache.BufTotal - free, (cache.SlabsCreated - cache.SlabsDestroyed) * cache.SlabSize, allocations, cache.AllocationFailures));
    }
}
