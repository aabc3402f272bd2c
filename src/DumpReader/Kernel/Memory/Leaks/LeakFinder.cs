using DumpReader.Scans;

namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>
/// Finds allocated memory that nothing points to: takes down every buffer of the kernel's own caches and every piece of the arenas beside
/// them, marks what is reached from the roots, and groups the rest.
/// </summary>
internal sealed class LeakFinder
{
    private static readonly string[] _arenas = ["kmem_oversize", "static_alloc"];
    private static readonly string[] _cacheArenas = ["kmem_default", "kmem_firewall", "static"];

    /// <summary>Caches whose buffers the MMU code finds by physical address.</summary>
    private static readonly string[] _unfollowed = ["sfmmu1_cache", "sf_hment_cache", "pa_hment_cache"];

    private LeakFinder(ulong expected, BufferTable buffers, LeakCounters counters, LeakGroups groups) =>
        (Expected, Buffers, Counters, Groups) = (expected, buffers, counters, groups);

    /// <summary>How many buffers the counters of caches and arenas promised.</summary>
    public ulong Expected { get; }

    public BufferTable Buffers { get; }

    public LeakCounters Counters { get; }

    public LeakGroups Groups { get; }

    /// <summary>Looks for leaks; null, with the fault said, where that is impossible, or when it was stopped.</summary>
    public static LeakFinder? Run(KmemAllocator allocator, IScanControl control, Action<KmemFault> fault)
    {
        var caches = new List<KmemCache>();
        ulong expected = 0;
        foreach (KmemCache cache in HeapCaches.Over(allocator, _cacheArenas, fault))
        {
            if (!_unfollowed.Contains(cache.Name))
            {
                caches.Add(cache);
                expected += HeapCaches.Estimate(allocator, cache, fault);
            }
        }

        if (expected == 0)
        {
            fault(new KmemFault(KmemFaultKind.Missing, "findleaks: no buffers found", 0));
            return null;
        }

        var arenas = HeapArenas.Named(allocator.Kernel, _arenas, f => fault(KmemFault.Of(allocator.Memory, f)));
        expected += HeapArenas.Estimate(allocator.Kernel, arenas);
        var buffers = new BufferTable(expected);
        HeapArenas.Fill(buffers, allocator, arenas, control, fault);
        HeapCaches.Fill(buffers, allocator, caches.Select(c => new BufferSource(c)), control, fault);
        buffers.Sort();
        if (Contradiction(buffers) is { } message)
        {
            fault(KmemFault.Damaged(message, 0));
            return null;
        }

        var marker = new LeakMarker(buffers, allocator.Memory);
        LeakCounters counters = marker.Mark(new LeakRoots(allocator, caches, fault).All(), control, fault);
        return control.IsOver ? null : new LeakFinder(expected, buffers, counters, new LeakGroups(allocator, buffers, marker.IsMarked));
    }

    private static string? Contradiction(BufferTable buffers)
    {
        if (buffers.FirstContradiction() is not { } entry)
        {
            return null;
        }

        string range = $"[{buffers.Start(entry):x}, {buffers.End(entry):x})";
        return buffers.End(entry) <= buffers.Start(entry)
            ? $"{range}: invalid mtab"
            : $"{range} and [{buffers.Start(entry + 1):x}, {buffers.End(entry + 1):x}): overlapping mtabs";
    }
}
