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
    private int[] _first = [];
    private ulong[] _marks = [];

    public long Count => _first.Length == 0 ? 0 : _first[^1];

    /// <summary>Follows all edges from the anchors, and counts them; to be called once, when all anchors are there.</summary>
    /// <returns>False where it was stopped, or there are more edges than can be numbered.</returns>
    public bool TryCount(IScanControl control)
    {
        _first = new int[nodes.Count + 1];
        bool whole = TryFollow(control, (source, _, _, _) => _first[source]++);
        long sum = 0;
        for (int node = 0; node <= nodes.Count; node++)
        {
            int count = _first[node];
            _first[node] = (int)Math.Min(sum, int.MaxValue);
            sum += count;
        }

        _marks = new ulong[(Math.Min(sum, int.MaxValue) + 63) / 64];
        return whole && sum < int.MaxValue;
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
