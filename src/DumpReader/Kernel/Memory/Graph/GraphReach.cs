using DumpReader.Scans;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// How many unknown nodes hang on a node: itself, if it is unknown, and the reach of the unknown ones that a search depth first from the anchors
/// came to from it first. What the type of a node with a great reach is, is worth finding out.
/// </summary>
internal sealed class GraphReach
{
    private readonly TypeGraph _graph;
    private readonly byte[] _seen;
    private readonly Action<int, long> _found;

    private GraphReach(TypeGraph graph, Action<int, long> found)
    {
        _graph = graph;
        _found = found;
        _seen = new byte[graph.Nodes.Count];
    }

    /// <summary>Tells the reach of every node that the search comes to, each once, at its end.</summary>
    /// <returns>False where it was stopped.</returns>
    public static bool TryFind(TypeGraph graph, IScanControl control, Action<int, long> found)
    {
        var search = new GraphReach(graph, found);
        for (int anchor = graph.Nodes.HeapCount; anchor < graph.Nodes.Count; anchor++)
        {
            if (control.IsOver)
            {
                return false;
            }

            search.From(anchor, control);
        }

        return !control.IsOver;
    }

    private void From(int start, IScanControl control)
    {
        var open = new Stack<Visit>();
        var edges = new List<GraphEdge>();
        open.Push(Enter(start, edges));
        int steps = 0;
        while (open.TryPop(out Visit visit) && ((++steps & 0xfff) != 0 || !control.IsOver))
        {
            _graph.Edges.From(visit.Node, edges);
            int next = visit.NextEdge;
            while (next < edges.Count && _seen[edges[next].Target] != 0)
            {
                next++;
            }

            if (next < edges.Count)
            {
                open.Push(visit with { NextEdge = next + 1 });
                open.Push(Enter(edges[next].Target, edges));
                continue;
            }

            _found(visit.Node, visit.Reach);
            if (open.TryPop(out Visit above))
            {
                open.Push(above with { Reach = above.Reach + (_graph.IsUnknown(visit.Node) ? visit.Reach : 0) });
            }
        }
    }

    private Visit Enter(int node, List<GraphEdge> edges)
    {
        _seen[node] = 1;
        edges.Clear();
        return new Visit(node, 0, _graph.IsUnknown(node) ? 1 : 0);
    }

    private readonly record struct Visit(int Node, int NextEdge, int Reach);
}
