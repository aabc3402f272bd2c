using DumpReader.Scans;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>How much is known of the nodes of the heap.</summary>
/// <param name="Nodes">All of them.</param>
/// <param name="Unmarked">Of which no structure was inferred in this run.</param>
/// <param name="Known">Whose type is known.</param>
/// <param name="Conjectured">Of others, those with an inferred type.</param>
/// <param name="Fragments">Of the rest, those with an inferred type of a part.</param>
/// <param name="Conflicts">Of the conjectured, those with several types.</param>
/// <param name="Candidates">Of which nothing is known, but that point to one with an inferred type.</param>
internal readonly record struct GraphFigures(long Nodes, long Unmarked, long Known, long Conjectured, long Fragments, long Conflicts, long Candidates)
{
    private const int PartNodes = 4096;

    public static GraphFigures operator +(GraphFigures a, GraphFigures b) => new(
        a.Nodes + b.Nodes, a.Unmarked + b.Unmarked, a.Known + b.Known, a.Conjectured + b.Conjectured, a.Fragments + b.Fragments,
        a.Conflicts + b.Conflicts, a.Candidates + b.Candidates);

    /// <summary>Counts, on all cores.</summary>
    public static GraphFigures Count(TypeGraph graph, IScanControl control)
    {
        int parts = (graph.Nodes.HeapCount + PartNodes - 1) / PartNodes;
        var sum = default(GraphFigures);
        foreach (GraphFigures figures in OrderedWork.Run(parts, part => OfPart(graph, part * PartNodes), control))
        {
            sum += figures;
        }

        return sum;
    }

    private static GraphFigures OfPart(TypeGraph graph, int first)
    {
        var edges = new List<GraphEdge>();
        var sum = default(GraphFigures);
        for (int node = first; node < Math.Min(first + PartNodes, graph.Nodes.HeapCount); node++)
        {
            sum += OfNode(graph, node, edges);
        }

        return sum;
    }

    private static GraphFigures OfNode(TypeGraph graph, int node, List<GraphEdge> edges)
    {
        int unmarked = graph.IsMarked(node) ? 0 : 1;
        if (graph.Nodes.Type(node) is not null)
        {
            return new GraphFigures(1, unmarked, 1, 0, 0, 0, 0);
        }

        int types = graph.Types(node).Count();
        if (types > 0)
        {
            return new GraphFigures(1, unmarked, 0, 1, 0, types > 1 ? 1 : 0, 0);
        }

        if (graph.Fragments(node).MoveNext())
        {
            return new GraphFigures(1, unmarked, 0, 0, 1, 0, 0);
        }

        return new GraphFigures(1, unmarked, 0, 0, 0, 0, IsCandidate(graph, node, edges) ? 1 : 0);
    }

    private static bool IsCandidate(TypeGraph graph, int node, List<GraphEdge> edges)
    {
        if (!graph.HasInferences || !graph.Edges.HasEdges(node))
        {
            return false;
        }

        graph.Edges.From(node, edges);
        foreach (GraphEdge edge in edges)
        {
            if (graph.Types(edge.Target).MoveNext())
            {
                return true;
            }
        }

        return false;
    }
}
