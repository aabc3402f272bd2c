using DumpReader.Scans;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>Collects the nodes of a type graph: pieces of kmem_oversize, buffers of the kernel's caches, then the anchors.</summary>
internal sealed class GraphBuilder
{
    private static readonly string[] _cacheArenas = ["kmem_default", "kmem_firewall"];

    private static readonly Dictionary<string, string> _typesOfCaches = new(StringComparer.Ordinal)
    {
        ["streams_mblk"] = "mblk_t",
        ["seg_cache"] = "struct seg",
        ["segvn_cache"] = "struct segvn_data",
        ["anon_cache"] = "struct anon",
        ["queue_cache"] = "queinfo_t",
        ["ufs_inode_cache"] = "inode_t",
        ["hme_cache"] = "struct hment",
        ["sock_cache"] = "struct sonode",
        ["ire_cache"] = "ire_t",
    };

    private readonly KmemAllocator _allocator;
    private readonly IScanControl _control;
    private readonly Action<KmemFault> _fault;
    private readonly KernelObjects _kernel;

    private GraphBuilder(KmemAllocator allocator, IScanControl control, Action<KmemFault> fault) =>
        (_allocator, _control, _fault, _kernel) = (allocator, control, fault, allocator.Kernel);

    /// <summary>Builds the graph, without any inference; null where it was stopped.</summary>
    public static TypeGraph? Build(KmemAllocator allocator, IScanControl control, Action<KmemFault> fault) =>
        new GraphBuilder(allocator, control, fault).Build();

    private TypeGraph? Build()
    {
        ulong expected = 0;
        var sizes = RequestSizes.Read(_kernel, f => _fault(KmemFault.Of(_allocator.Memory, f)));
        var sources = new List<BufferSource>();
        foreach (KmemCache cache in HeapCaches.Over(_allocator, _cacheArenas, _fault))
        {
            expected += HeapCaches.Estimate(_allocator, cache, _fault);
            sources.Add(new BufferSource(cache) { Type = TypeOf(cache), Smaller = Smaller(sizes, cache) });
        }

        IReadOnlyList<VmemArena> arenas = HeapArenas.Named(_kernel, ["kmem_oversize"], f => _fault(KmemFault.Of(_allocator.Memory, f)));
        expected += HeapArenas.Estimate(_kernel, arenas);
        var heap = new BufferTable(expected);
        HeapArenas.Fill(heap, _allocator, arenas, _control, _fault);
        HeapCaches.Fill(heap, _allocator, sources, _control, _fault);
        heap.Sort();
        var nodes = new GraphNodes(heap);
        expected += new GraphAnchors(_allocator, nodes, _fault).Add();
        var flags = new NodeFlags[nodes.Count];
        var edges = new GraphEdges(nodes, flags, _allocator.Memory);
        if (!edges.TryCount(_control))
        {
            return null;
        }

        TypeOfSegkp(nodes);
        return new TypeGraph(nodes, flags, edges, expected, _allocator.Memory, _kernel.Types);
    }

    private CType? TypeOf(KmemCache cache)
    {
        if (!_typesOfCaches.TryGetValue(cache.Name, out string? name))
        {
            return null;
        }

        CType? type = _kernel.Types.Find(null, name, out _);
        if (type is null)
        {
            _fault(new KmemFault(KmemFaultKind.Missing, $"could not find type '{name}', allegedly type for cache {cache.Name}", cache.Address));
        }

        return type;
    }

    private ulong Smaller(RequestSizes sizes, KmemCache cache)
    {
        if (!cache.Name.StartsWith("kmem_alloc_", StringComparison.Ordinal))
        {
            return 0;
        }

        if (sizes.TrySmaller(cache.BufSize, out ulong smaller))
        {
            return smaller;
        }

        _fault(new KmemFault(
            KmemFaultKind.Missing, $"couldn't find buffer size for {cache.Name} ({cache.BufSize}) in kmem_alloc_sizes array", cache.Address));
        return 0;
    }

    /// <summary>The data of the segment <c>segkp</c>.</summary>
    private void TypeOfSegkp(GraphNodes nodes)
    {
        if (!_kernel.TrySymbol("segkp", out ulong variable) || !_allocator.Memory.TryReadUInt64(variable, out ulong segment)
            || !_kernel.TryGet(_kernel.Type("struct seg"), segment, "s_data", out Value data) || !data.TryUInt64(out ulong address))
        {
            return;
        }

        if (!nodes.TryFind(address, out int node))
        {
            _fault(new KmemFault(KmemFaultKind.Missing, $"couldn't find node corresponding to segkp at {address:x}", address));
        }
        else if (_kernel.Type("struct segkp_segdata").Type is { } type)
        {
            nodes.SetType(node, type);
        }
    }
}
