using DumpReader.Scans;
using DumpReader.Spaces;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// How many unknown nodes hang on a node: itself, if it is unknown, and the reach of the unknown ones that a search depth first from the anchors
/// came to from it first. What the type of a node with a great reach is, is worth finding out.
/// </summary>
internal sealed class GraphReach
{
    private const int None = -1;

    private readonly TypeGraph _graph;
    private readonly int[] _reach;
    private readonly int[] _from;
    private readonly Stack<(int Node, ulong End)> _open = new();

    private GraphReach(TypeGraph graph)
    {
        _graph = graph;
        _reach = new int[graph.Nodes.Count];
        _from = new int[graph.Nodes.Count];
    }

    /// <summary>The reach of every node, 0 for those that the search does not come to; null where it was stopped.</summary>
    public static int[]? Find(TypeGraph graph, IScanControl control)
    {
        graph.ClearSeen();
        var search = new GraphReach(graph);
        for (int anchor = graph.Nodes.HeapCount; anchor < graph.Nodes.Count; anchor++)
        {
            if (!search.TryFrom(anchor, control))
            {
                return null;
            }
        }

        return search._reach;
    }

    private bool TryFrom(int start, IScanControl control)
    {
        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        Enter(start, None);
        int steps = 0;
        while (_open.TryPop(out (int Node, ulong End) at))
        {
            if ((++steps & 0xfff) == 0 && control.IsOver)
            {
                return false;
            }

            _graph.SetWaiting(at.Node, false);
            ulong end = at.End;
            if (!TryUnseen(at.Node, ref end, buffer, out int target))
            {
                Leave(at.Node);
                continue;
            }

            _graph.SetSeen(target);
            if (TryUnseen(at.Node, ref end, buffer, out _))
            {
                // What waits is taken up at the edge just found; a node with none left is not kept, so that a long list takes no room.
                _graph.SetWaiting(at.Node, true);
                _open.Push((at.Node, end + sizeof(ulong)));
            }

            Enter(target, at.Node);
        }

        return true;
    }

    private bool TryUnseen(int node, ref ulong end, Span<byte> buffer, out int target)
    {
        while (_graph.Edges.TryPrevious(node, ref end, buffer, out target))
        {
            if (!_graph.IsSeen(target))
            {
                return true;
            }
        }

        return false;
    }

    private void Enter(int node, int from)
    {
        _graph.SetSeen(node);
        _reach[node] = _graph.IsUnknown(node) ? 1 : 0;
        _from[node] = from;
        _open.Push((node, _graph.Nodes.Size(node)));
    }

    /// <summary>A node has no more edges: it counts for the one it was come to from, which may have no more either.</summary>
    private void Leave(int node)
    {
        while (_from[node] is not None and var from)
        {
            _reach[from] += _graph.IsUnknown(node) ? _reach[node] : 0;
            if (_graph.IsWaiting(from))
            {
                return;
            }

            node = from;
        }
    }
}
