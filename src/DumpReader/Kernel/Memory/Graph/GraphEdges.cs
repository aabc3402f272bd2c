using System.Runtime.InteropServices;
using DumpReader.Scans;
using DumpReader.Spaces;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// The edges of the type graph: every aligned word of a node that points into a node of the heap. They are not kept but read from memory
/// each time; what is kept is the number of the first edge of each node, and a bit an edge. A node has edges once the search from the anchors
/// reached it.
/// </summary>
internal sealed class GraphEdges(GraphNodes nodes, NodeFlags[] flags, AddressSpace memory)
{
    private const int PartAnchors = 64;
    private const int PartNodes = 4096;
    private const int End = -1;

    private int[] _first = [];
    private ulong[] _marks = [];

    public long Count => _first.Length == 0 ? 0 : _first[^1];

    /// <summary>Follows all edges from the anchors, on all cores, and counts them; to be called once, when all anchors are there.</summary>
    /// <remarks>
    /// Who comes to a node first does not matter: what is reached, and how many edges it has, is the same in any order. A node that waits to be
    /// gone through keeps the next one that does in the place of its count, so that the wait takes no room.
    /// </remarks>
    /// <param name="control">May stop it.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <returns>False where it was stopped, or there are more edges than can be numbered.</returns>
    public bool TryCount(IScanControl control, int workers = 0)
    {
        _first = new int[nodes.Count + 1];
        int parts = (nodes.AnchorCount + PartAnchors - 1) / PartAnchors;
        foreach (bool _ in OrderedWork.Run(parts, part => CountFrom(part, control), control, workers))
        {
        }

        long sum = 0;
        for (int node = 0; node <= nodes.Count; node++)
        {
            int count = _first[node];
            _first[node] = (int)Math.Min(sum, int.MaxValue);
            sum += count;
        }

        _marks = new ulong[(Math.Min(sum, int.MaxValue) + 63) / 64];
        return !control.IsOver && sum < int.MaxValue;
    }

    /// <summary>Tells of every edge of every node, on all cores: in any order, and on several threads at once.</summary>
    /// <param name="control">May stop it.</param>
    /// <param name="found">Target, offset in it.</param>
    /// <returns>False where it was stopped.</returns>
    public bool TrySweep(IScanControl control, Action<int, ulong> found)
    {
        int parts = (nodes.Count + PartNodes - 1) / PartNodes;
        foreach (bool _ in OrderedWork.Run(parts, Sweep, control))
        {
        }

        return !control.IsOver;

        bool Sweep(int part)
        {
            Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
            for (int node = part * PartNodes; node < Math.Min((part + 1) * PartNodes, nodes.Count); node++)
            {
                int left = _first[node + 1] - _first[node];
                for (var words = new NodeWords(nodes, memory, node, 0, buffer); left > 0 && words.Next(); left--)
                {
                    found(words.Target, words.TargetOffset);
                }
            }

            return true;
        }
    }

    /// <summary>
    /// Goes along every edge in the order in which a search depth first from the anchors, in their order, comes to it: a node of the heap is gone
    /// through when the first edge leads to it, in the middle of the node that holds the edge.
    /// </summary>
    /// <param name="control">May stop it.</param>
    /// <param name="found">Told of each: source, offset in it, target, offset in it.</param>
    /// <returns>False where it was stopped.</returns>
    public bool TryFollow(IScanControl control, Action<int, ulong, int, ulong> found)
    {
        for (int node = 0; node < flags.Length; node++)
        {
            flags[node] &= ~NodeFlags.Reached;
        }

        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        var open = new Stack<(int Node, uint Word)>();
        int steps = 0;
        for (int anchor = nodes.HeapCount; anchor < nodes.Count; anchor++)
        {
            open.Push((anchor, 0));
            while (open.TryPop(out (int Node, uint Word) at))
            {
                if ((++steps & 0xffff) == 0)
                {
                    control.Progress(anchor - nodes.HeapCount, nodes.AnchorCount);
                    if (control.IsOver)
                    {
                        return false;
                    }
                }

                Follow(at.Node, (ulong)at.Word * 8, buffer, open, found);
            }
        }

        return true;
    }

    /// <summary>The edges of a node, the last in memory first.</summary>
    /// <param name="node">The node.</param>
    /// <param name="edges">Emptied first.</param>
    public void From(int node, List<GraphEdge> edges)
    {
        edges.Clear();
        int first = _first[node];
        int count = _first[node + 1] - first;
        if (count == 0)
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        for (var words = new NodeWords(nodes, memory, node, 0, buffer); edges.Count < count && words.Next();)
        {
            edges.Add(new GraphEdge(first + edges.Count, node, words.Offset, words.Target, words.TargetOffset));
        }

        edges.Reverse();
    }

    /// <summary>The last edge of a node before a place in it; going on from there shows all of them, as <see cref="From"/> does.</summary>
    /// <param name="node">The node.</param>
    /// <param name="end">Bytes of the node to look at; afterwards those before the word found.</param>
    /// <param name="buffer">At least a page.</param>
    /// <param name="target">Node that it points into.</param>
    public bool TryPrevious(int node, ref ulong end, Span<byte> buffer, out int target)
    {
        ulong start = nodes.Start(node);
        ulong place = (start + end) & ~7UL;
        while (HasEdges(node) && place >= start + 8)
        {
            ulong page = Math.Max((start + 7) & ~7UL, (place - 1) & ~(AddressSpace.SmallestPage - 1));
            ReadOnlySpan<ulong> words = page < place ? MemoryMarshal.Cast<byte, ulong>(memory.Run(page, place, buffer)) : [];
            for (int i = words.Length - 1; i >= 0; i--)
            {
                if (words[i] >= nodes.Lowest && nodes.TryFindInHeap(words[i], out target))
                {
                    end = page + ((ulong)i * 8) - start;
                    return true;
                }
            }

            place = page;
            if (page <= start + 7)
            {
                break;
            }
        }

        target = -1;
        return false;
    }

    public bool HasEdges(int node) => _first[node + 1] > _first[node];

    public bool IsMarked(int edge) => (_marks[edge >> 6] & (1UL << edge)) != 0;

    public void Mark(int edge) => _marks[edge >> 6] |= 1UL << edge;

    public void ClearMarks() => Array.Clear(_marks);

    private bool CountFrom(int part, IScanControl control)
    {
        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        int waiting = End;
        int first = nodes.HeapCount + (part * PartAnchors);
        for (int anchor = first; anchor < Math.Min(first + PartAnchors, nodes.Count); anchor++)
        {
            _first[anchor] = CountEdges(anchor, buffer, ref waiting);
        }

        for (int steps = 1; waiting != End && ((++steps & 0xfff) != 0 || !control.IsOver);)
        {
            int node = waiting;
            waiting = _first[node];
            _first[node] = CountEdges(node, buffer, ref waiting);
        }

        while (waiting != End)
        {
            // Stopped: a link is no count.
            int node = waiting;
            waiting = _first[node];
            _first[node] = 0;
        }

        return true;
    }

    private int CountEdges(int node, Span<byte> buffer, ref int waiting)
    {
        int count = 0;
        for (var words = new NodeWords(nodes, memory, node, 0, buffer); words.Next(); count++)
        {
            if (TryReach(words.Target))
            {
                _first[words.Target] = waiting;
                waiting = words.Target;
            }
        }

        return count;
    }

    private bool TryReach(int node)
    {
        while (true)
        {
            NodeFlags before = flags[node];
            if ((before & NodeFlags.Reached) != 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref flags[node], before | NodeFlags.Reached, before) == before)
            {
                return true;
            }
        }
    }

    private void Follow(int node, ulong from, Span<byte> buffer, Stack<(int Node, uint Word)> open, Action<int, ulong, int, ulong> found)
    {
        for (var words = new NodeWords(nodes, memory, node, from, buffer); words.Next();)
        {
            found(node, words.Offset, words.Target, words.TargetOffset);
            int target = words.Target;
            if ((flags[target] & NodeFlags.Reached) != 0)
            {
                continue;
            }

            // The rest waits only if there is something in it, so that a long list takes no room.
            flags[target] |= NodeFlags.Reached;
            if (words.Next())
            {
                open.Push((node, (uint)(words.Offset / 8)));
            }

            open.Push((target, 0));
            return;
        }
    }
}
