using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory;

/// <summary>What an arena counts of itself: vm_kstat, a structure of <c>kstat_named_t</c>s. Sizes in bytes, or in numbers for identifiers.</summary>
internal readonly record struct VmemCounters(ulong InUse, ulong Import, ulong Total, ulong Allocations, ulong Frees, ulong Failures)
{
    /// <summary>The counters of an arena; those that the dump lacks are 0.</summary>
    public static VmemCounters Read(KernelObjects kernel, ulong arena) =>
        kernel.Type("struct vmem").Type is { } type ? Of(new Value(kernel.Memory, type, arena)) : default;

    /// <summary>The counters of a <c>struct vmem</c>, which may have been read whole before.</summary>
    public static VmemCounters Of(Value arena) => new(
        Counter(arena, "vk_mem_inuse"), Counter(arena, "vk_mem_import"), Counter(arena, "vk_mem_total"),
        Counter(arena, "vk_alloc"), Counter(arena, "vk_free"), Counter(arena, "vk_fail"));

    private static ulong Counter(Value arena, string name) =>
        arena.TryGet($"vm_kstat.{name}.value.ui64", out Value counter) && counter.TryUInt64(out ulong value) ? value : 0;
}
