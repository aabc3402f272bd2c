using DumpReader.Bytes;
using DumpReader.Symbols;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>
/// Memory outside of the buffers from which they are reached: page counters, constructed free buffers, data of modules, stacks of threads,
/// kernel statistics.
/// </summary>
internal sealed class LeakRoots(KmemAllocator allocator, IReadOnlyList<KmemCache> caches, Action<KmemFault> fault)
{
    private const ulong IsLoaded = 1; // TS_LOAD of t_schedflag
    private const ulong PageSize = 4096;

    private readonly KernelObjects _kernel = allocator.Kernel;

    public IEnumerable<AddressRange> All() => [.. PageCounters(), .. Constructed(), .. Modules(), .. Stacks(), .. Statistics()];

    /// <summary>page_counters: a pointer a size of pages to an array of hw_page_map_t, one a memory node.</summary>
    private IEnumerable<AddressRange> PageCounters()
    {
        if (_kernel.Symbols.Find(null, "page_counters", out Symbol counters) != SymbolLookup.Found
            || !TryVariable("max_mem_nodes", out ulong nodes) || _kernel.Type("hw_page_map_t").Size is not (not 0 and var size))
        {
            yield break;
        }

        nodes = WalkFault.AtMost(nodes, Limits.Cpus, "memory node", counters.Value, Fault);
        for (ulong at = 0; at < Math.Min(counters.Size, PageSize); at += 8)
        {
            if (allocator.Memory.TryReadUInt64(counters.Value + at, out ulong map) && map != 0)
            {
                yield return AddressRange.Sized(map, size * nodes);
            }
        }
    }

    private IEnumerable<AddressRange> Constructed()
    {
        foreach (KmemCache cache in caches)
        {
            if (HeapCaches.Constructed(allocator, cache, fault) is not { } buffers)
            {
                yield break;
            }

            foreach (KmemBuffer buffer in buffers)
            {
                yield return AddressRange.Sized(buffer.Address, cache.BufSize);
                if (cache.IsLite)
                {
                    // bt_redzone: keeps the first word of the object while it is free.
                    yield return AddressRange.Sized(unchecked(buffer.Address + cache.BuftagOffset), 8);
                }
            }
        }
    }

    private IEnumerable<AddressRange> Modules()
    {
        IEnumerable<ulong> modules = ModctlRing.All(_kernel, Fault);
        if (TryVariable("kdi_dmods", out ulong debugger) && debugger != 0)
        {
            modules = modules.Concat(_kernel.TryOffset("struct modctl", "mod_next", Fault, out ulong next)
                ? LinkChain.Walk(_kernel.Memory, debugger, next, ring: false, "modctl", Fault)
                : []);
        }

        KernelType type = _kernel.Type("struct module");
        foreach (ulong modctl in modules)
        {
            if (!TryNumber("struct modctl", modctl, "mod_mp", out ulong module) || module == 0)
            {
                continue;
            }

            yield return AddressRange.Sized(module, type.Size);
            if (TryNumber("struct module", module, "data", out ulong data) && TryNumber("struct module", module, "data_size", out ulong size))
            {
                yield return AddressRange.Sized(data, size);
            }

            if (TryNumber("struct module", module, "bss", out ulong bss) && TryNumber("struct module", module, "bss_size", out size))
            {
                yield return AddressRange.Sized(bss, size);
            }
        }
    }

    private IEnumerable<AddressRange> Stacks()
    {
        foreach (ulong thread in ThreadList.All(_kernel, Fault).Concat(Deathrow.Walk(_kernel, Fault, "thread_deathrow", "lwp_deathrow")))
        {
            if (!TryNumber("kthread_t", thread, "t_schedflag", out ulong flags) || !TryNumber("kthread_t", thread, "t_state", out ulong state)
                || !TryNumber("kthread_t", thread, "t_stk", out ulong top) || !TryNumber("kthread_t", thread, "t_stkbase", out ulong bottom))
            {
                fault(KmemFault.Unreadable(allocator.Memory, $"findleaks: couldn't read thread at {thread:x}", thread));
                continue;
            }

            if ((flags & IsLoaded) == 0)
            {
                fault(KmemFault.Damaged($"findleaks: thread {thread:x}'s stack swapped out; false positives possible", thread));
                continue;
            }

            if (state != 0)
            {
                yield return new AddressRange(bottom, top);
            }

            yield return AddressRange.Sized(top, PageSize - (top & (PageSize - 1)));
        }
    }

    private IEnumerable<AddressRange> Statistics() =>
        TryVariable("kstat_arena", out ulong arena)
            ? VmemSegments.Walk(_kernel, arena, Fault).Where(s => s.Kind == VmemSegmentKind.Allocated).Select(s => new AddressRange(s.Start, s.End))
            : [];

    private bool TryVariable(string name, out ulong value)
    {
        value = 0;
        return _kernel.Symbols.Find(null, name, out Symbol symbol) == SymbolLookup.Found
            && (symbol.Size == 4 ? TryInt(symbol.Value, out value) : _kernel.Memory.TryReadUInt64(symbol.Value, out value));

        bool TryInt(ulong address, out ulong word)
        {
            bool read = _kernel.Memory.TryReadUInt32(address, out uint half);
            word = half;
            return read;
        }
    }

    private bool TryNumber(string type, ulong address, string member, out ulong value)
    {
        value = 0;
        return _kernel.TryGet(_kernel.Type(type), address, member, out Value found) && found.TryUInt64(out value);
    }

    private void Fault(WalkFault walk) => fault(KmemFault.Of(allocator.Memory, walk));
}
