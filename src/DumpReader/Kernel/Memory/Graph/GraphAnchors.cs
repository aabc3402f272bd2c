using DumpReader.Bytes;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>Adds what has a type for certain: threads, kernel statistics, variables of modules.</summary>
internal sealed class GraphAnchors(KmemAllocator allocator, GraphNodes nodes, Action<KmemFault> fault)
{
    private readonly KernelObjects _kernel = allocator.Kernel;

    /// <summary>Adds all anchors.</summary>
    /// <returns>How many symbols the modules have, the most that can become anchors.</returns>
    public ulong Add()
    {
        Threads();
        Statistics();
        return Modules();
    }

    private void Threads()
    {
        foreach (ulong thread in ThreadList.All(_kernel, Fault))
        {
            AddObject(thread, _kernel.Thread);
        }
    }

    private void Statistics()
    {
        KernelType type = _kernel.Type("ekstat_t");
        if (!_kernel.TrySymbol("kstat_arena", out ulong variable) || !allocator.Memory.TryReadUInt64(variable, out ulong arena) || type.Type is null)
        {
            return;
        }

        foreach (VmemSegment segment in VmemSegments.Walk(_kernel, arena, Fault))
        {
            if (segment.Kind == VmemSegmentKind.Allocated)
            {
                nodes.AddAnchor(new GraphAnchor(segment.Start, type.Size, type.Type));
            }
        }
    }

    private ulong Modules()
    {
        ulong[] symbols = SortedAddresses();
        ulong count = 0;
        KernelType type = _kernel.Type("struct module");
        foreach (ulong modctl in ModctlRing.All(_kernel, Fault))
        {
            if (!TryNumber("struct modctl", modctl, "mod_mp", out ulong module) || module == 0)
            {
                continue;
            }

            count += TryNumber("struct module", module, "nsyms", out ulong own) ? WalkFault.AtMost(own, Limits.Symbols, "symbol of a module", module, Fault) : 0;
            if (type.Type is not null && nodes.TryFindInHeap(module, out int node))
            {
                nodes.SetType(node, type.Type);
            }

            Variables(symbols, module, "data", "data_size");
            Variables(symbols, module, "bss", "bss_size");
        }

        return count;
    }

    /// <summary>Variables of a part of a module: wherever a symbol begins that has a size and a type, and is not inside the one before.</summary>
    private void Variables(ulong[] symbols, ulong module, string start, string size)
    {
        if (!TryNumber("struct module", module, start, out ulong from) || !TryNumber("struct module", module, size, out ulong length))
        {
            return;
        }

        ulong end = AddressRange.Sized(from, length).End;
        int next = Array.BinarySearch(symbols, from);
        ulong free = from;
        for (next = next < 0 ? ~next : next; next < symbols.Length && symbols[next] < end; next++)
        {
            if (symbols[next] >= free && _kernel.Symbols.TryFind(symbols[next], 1, out Symbol symbol)
                && symbol.Size > 0 && _kernel.Types.OfSymbol(symbol, out _) is { } declared)
            {
                free = AddressRange.Sized(symbol.Value, symbol.Size).End;
                if (symbol.Size >= sizeof(ulong) && symbol.Name != "kstat_initial")
                {
                    nodes.AddAnchor(new GraphAnchor(symbol.Value, symbol.Size, Resolved(declared)));
                }
            }
        }
    }

    private void AddObject(ulong address, KernelType type)
    {
        if (type.Type is null)
        {
            return;
        }

        if (nodes.TryFindInHeap(address, out int node))
        {
            nodes.SetType(node, type.Type);
        }
        else
        {
            nodes.AddAnchor(new GraphAnchor(address, type.Size, type.Type));
        }
    }

    /// <summary>Types that hide what they are are replaced by what the kernel means by them.</summary>
    private CType Resolved(CType type)
    {
        string? meant = type.Tag switch
        {
            "dev_info_t" => "struct dev_info",
            "ddi_dma_handle_t" => "ddi_dma_impl_t *",
            _ => null,
        };
        if (meant is not null && _kernel.Types.Find(null, meant, out _) is { } found)
        {
            return found.Resolve();
        }

        if (meant is not null)
        {
            fault(new KmemFault(KmemFaultKind.Missing, $"can't find type '{meant}'", 0));
        }

        return type.Resolve();
    }

    private ulong[] SortedAddresses()
    {
        var addresses = new List<ulong>();
        foreach (SymbolTable table in _kernel.Symbols.Tables)
        {
            for (int i = 1; i < table.Count; i++)
            {
                Symbol symbol = table[i];
                if (symbol.Size > 0)
                {
                    addresses.Add(symbol.Value);
                }
            }
        }

        return [.. addresses.Order().Distinct()];
    }

    private bool TryNumber(string type, ulong address, string member, out ulong value)
    {
        value = 0;
        return _kernel.TryGet(_kernel.Type(type), address, member, out Value found) && found.TryUInt64(out value);
    }

    private void Fault(WalkFault walk) => fault(KmemFault.Of(allocator.Memory, walk));
}
