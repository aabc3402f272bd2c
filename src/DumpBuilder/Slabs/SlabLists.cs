namespace DumpBuilder.Slabs;

/// <summary>
/// How the slabs of a cache hang together: full ones in a ring by number, the others in a balanced tree (sys/avl_impl.h), which stays as
/// flat as the kernel's.
/// </summary>
internal sealed class SlabLists
{
    private readonly SlabCache _cache;
    private readonly ulong _head;
    private readonly ulong _link;
    private readonly List<long> _partial = [];

    /// <param name="cache">The cache.</param>
    /// <param name="head">Address of the head node of its list of full slabs.</param>
    /// <param name="link">Bytes from a slab's structure to its node.</param>
    public SlabLists(SlabCache cache, ulong head, ulong link)
    {
        (_cache, _head, _link) = (cache, head, link);
        for (long slab = 0; slab < cache.SlabCount; slab++)
        {
            if (cache.FreeOf(slab) > 0)
            {
                _partial.Add(slab);
            }
        }
    }

    /// <summary>Numbers of the slabs with free buffers, ascending.</summary>
    public IReadOnlyList<long> Partial => _partial;

    /// <summary>Node of the first full slab; the head where there is none.</summary>
    public ulong First => Full(0, 1);

    public ulong Last => Full(_cache.SlabCount - 1, -1);

    /// <summary>Node at the top of the tree; 0 where there is none.</summary>
    public ulong Root => _partial.Count == 0 ? 0 : Node(_partial[_partial.Count / 2]);

    /// <summary>
    /// The three words of a slab's node: next and previous in the ring; or left and right child, and the parent with the side on which
    /// this one hangs.
    /// </summary>
    public (ulong First, ulong Second, ulong Third) Links(long slab)
    {
        int place = _partial.BinarySearch(slab);
        return place < 0 ? (Full(slab + 1, 1), Full(slab - 1, -1), 0) : InTree(place);
    }

    /// <summary>The tree over [low, high) has its middle at the top.</summary>
    private (ulong Left, ulong Right, ulong Parent) InTree(int place)
    {
        const ulong rightChild = 4;
        const ulong balanced = 1;
        int low = 0;
        int high = _partial.Count;
        ulong parent = balanced;
        while (true)
        {
            int middle = (low + high) / 2;
            if (middle == place)
            {
                return (Top(low, middle), Top(middle + 1, high), parent);
            }

            bool right = place > middle;
            parent = Node(_partial[middle]) | (right ? rightChild : 0) | balanced;
            (low, high) = right ? (middle + 1, high) : (low, middle);
        }
    }

    private ulong Top(int low, int high) => low >= high ? 0 : Node(_partial[(low + high) / 2]);

    private ulong Full(long from, int step)
    {
        for (long slab = from; slab >= 0 && slab < _cache.SlabCount; slab += step)
        {
            if (_partial.BinarySearch(slab) < 0)
            {
                return Node(slab);
            }
        }

        return _head;
    }

    private ulong Node(long slab) => _cache.SlabAddress(slab) + _link;
}
