using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// The nodes of the type graph: allocated memory of the heap, numbered by address, and behind them the anchors in the order in which they
/// were found.
/// </summary>
internal sealed class GraphNodes
{
    private readonly BufferTable _heap;
    private readonly int[] _order;
    private readonly List<GraphAnchor> _anchors = [];
    private readonly Dictionary<int, CType?> _types = [];
    private int[]? _anchorsByAddress;

    /// <param name="heap">Sorted; its order is taken over.</param>
    public GraphNodes(BufferTable heap)
    {
        _heap = heap;
        _order = heap.TakeOrder();
    }

    public int HeapCount => _heap.Count;

    public int Count => HeapCount + _anchors.Count;

    public int AnchorCount => _anchors.Count;

    /// <summary>All nodes in the order in which they were found, which decides among what is equal: the heap, then the anchors.</summary>
    public IEnumerable<int> InOrder
    {
        get
        {
            foreach (int node in _order)
            {
                yield return node;
            }

            for (int node = HeapCount; node < Count; node++)
            {
                yield return node;
            }
        }
    }

    public bool IsAnchor(int node) => node >= HeapCount;

    public ulong Start(int node) => node < HeapCount ? _heap.Start(node) : _anchors[node - HeapCount].Start;

    public ulong Size(int node) => node < HeapCount ? _heap.End(node) - _heap.Start(node) : _anchors[node - HeapCount].Size;

    /// <summary>The known type; null for none.</summary>
    public CType? Type(int node) =>
        node >= HeapCount ? (_types.Count > 0 && _types.TryGetValue(node, out CType? type) ? type : _anchors[node - HeapCount].Type)
        : _types.Count > 0 && _types.TryGetValue(node, out type) ? type
        : _heap.Source(node).Type;

    /// <summary>Declares a type, or with null withdraws it.</summary>
    public void SetType(int node, CType? type) => _types[node] = type;

    /// <summary>See <see cref="BufferSource.Smaller"/>.</summary>
    public ulong Smaller(int node) => node < HeapCount ? _heap.Source(node).Smaller : 0;

    public bool TryFindInHeap(ulong address, out int node) => _heap.TryFind(address, out node);

    public ulong Lowest => _heap.Lowest;

    public ulong Highest => _heap.Highest;

    public int AddAnchor(in GraphAnchor anchor)
    {
        _anchors.Add(anchor);
        return Count - 1;
    }

    /// <summary>The node that an address lies in; once all anchors are there.</summary>
    public bool TryFind(ulong address, out int node)
    {
        if (TryFindInHeap(address, out node))
        {
            return true;
        }

        _anchorsByAddress ??= [.. Enumerable.Range(0, _anchors.Count).OrderBy(i => _anchors[i].Start)];
        int low = 0;
        for (int high = _anchorsByAddress.Length; low < high;)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _anchors[_anchorsByAddress[middle]].Start <= address ? (middle + 1, high) : (low, middle);
        }

        node = low > 0 ? HeapCount + _anchorsByAddress[low - 1] : -1;
        return node >= 0 && address - Start(node) < Size(node);
    }
}
