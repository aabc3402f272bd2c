using Commands.Pipeline;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Scans;

namespace Commands.Dcmds.Memory.Types;

/// <summary>All that the type graph has of a node: its inferences, and the edges from and to it.</summary>
internal static class NodeListing
{
    private sealed record NodeRow(ulong Start, ulong Size, string Type, long Reach, bool IsMarked);

    private sealed record InferenceRow(Inference Inference, ulong From);

    private sealed record EdgeRow(string Direction, ulong Node, ulong SourceOffset, ulong TargetOffset, bool IsMarked, string Status, long Reach);

    private static readonly Table<NodeRow> _node = new(
        [
            new("base", r => Cell.Address(r.Start)), new("limit", r => Cell.Address(r.Start + r.Size)), new("type", r => r.Type),
            new("size", r => r.Size), new("reach", r => r.Reach), new("marked", r => r.IsMarked),
        ],
        "BASE             LIMIT            TYPE                           SIZE REACH MRK",
        (r, w) => w.Printf(
            "%016llx %016llx %-27s %7lld %5lld %s\n", r.Start, r.Start + r.Size, r.Type, (long)r.Size, r.Reach, r.IsMarked ? "yes" : "no"));

    private static readonly Table<InferenceRow> _inferences = new(
        [
            new("inference", r => r.Inference.Type.Name), new("fragment", r => r.Inference.IsFragment), new("from", r => Cell.Address(r.From)),
            new("srcoffs", r => r.Inference.SourceOffset), new("reftype", r => r.Inference.Fact.Referrer.Name), new("refmember", r => r.Inference.Fact.Member),
        ],
        "\n  INFERENCE                        FROM  SRCOFFS REFTYPE              REFMEMBER",
        (r, w) => w.Printf(
            "  %-20s %16p %8llx %-20s %s\n", r.Inference.Type.Name, r.From, r.Inference.SourceOffset, r.Inference.Fact.Referrer.Name,
            r.Inference.Fact.Member));

    private static readonly Table<EdgeRow> _edges = new(
        [
            new("direction", r => r.Direction), new("node", r => Cell.Address(r.Node)), new("srcoffs", r => r.SourceOffset),
            new("destoffs", r => r.TargetOffset), new("marked", r => r.IsMarked), new("status", r => r.Status), new("reach", r => r.Reach),
        ],
        null,
        (r, w) => w.Printf(
            "  %16p %8llx %8llx %6s %6s %5lld\n", r.Node, r.SourceOffset, r.TargetOffset, r.IsMarked ? "yes" : "no", r.Status, r.Reach));

    public static bool Show(Invocation call, TypeGraph graph, int node)
    {
        IScanControl control = call.Run.Watch("::whattype");
        var incoming = new List<GraphEdge>();
        if (!graph.Edges.TryFollow(control, (source, offset, target, within) => Take(new GraphEdge(0, source, offset, target, within))))
        {
            return false;
        }

        var held = new List<GraphEdge>();
        var outgoing = new List<GraphEdge>();
        graph.Edges.From(node, outgoing);
        if (GraphReach.Find(graph, control) is not { } reaches)
        {
            return false;
        }

        control.End();
        call.Line(_node.Header!);
        call.Row(_node, new NodeRow(
            graph.Nodes.Start(node), graph.Nodes.Size(node), graph.Nodes.Type(node)?.Name ?? "<unknown>", reaches[node], graph.IsMarked(node)));
        call.Line(_inferences.Header!);
        Inferences(call, graph, graph.Types(node));
        call.Line(_inferences.Header!.Replace("INFERENCE", "FRAGMENT ", StringComparison.Ordinal));
        Inferences(call, graph, graph.Fragments(node));
        call.Line("\n              FROM  SRCOFFS DESTOFFS MARKED STATUS REACH");
        incoming.Reverse();
        foreach (GraphEdge edge in incoming)
        {
            Edge("from", edge, edge.Source);
        }

        call.Line("\n                TO  SRCOFFS DESTOFFS MARKED STATUS REACH");
        foreach (GraphEdge edge in outgoing)
        {
            Edge("to", edge, edge.Target);
        }

        return call.Line("");

        void Take(in GraphEdge edge)
        {
            if (edge.Target == node)
            {
                incoming.Add(edge);
            }
        }

        void Edge(string direction, in GraphEdge edge, int other) => call.Row(_edges, new EdgeRow(
            direction, graph.Nodes.Start(other), edge.SourceOffset, edge.TargetOffset, IsMarked(edge), Status(graph, other), reaches[other]));

        // Edges found by following them have no number; the node that holds them knows it.
        bool IsMarked(in GraphEdge edge)
        {
            if (held.Count == 0 || held[0].Source != edge.Source)
            {
                graph.Edges.From(edge.Source, held);
            }

            ulong offset = edge.SourceOffset;
            int place = held.FindIndex(e => e.SourceOffset == offset);
            return place >= 0 && graph.Edges.IsMarked(held[place].Number);
        }
    }

    private static void Inferences(Invocation call, TypeGraph graph, Inferences.Sequence inferences)
    {
        foreach (Inference inference in inferences)
        {
            call.Row(_inferences, new InferenceRow(inference, graph.Nodes.Start(inference.Source)));
        }
    }

    private static string Status(TypeGraph graph, int node) =>
        graph.Nodes.Type(node) is not null ? "known"
        : graph.Types(node).MoveNext() ? "infer"
        : graph.Fragments(node).MoveNext() ? "frag"
        : "unknwn";
}
