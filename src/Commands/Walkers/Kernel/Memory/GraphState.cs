using Commands.Pipeline;
using DumpReader.Kernel.Memory.Graph;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The type graph of a session, which ::typegraph builds.</summary>
internal static class GraphState
{
    /// <summary>The graph that a session keeps; none before ::typegraph.</summary>
    public static KeptResult<TypeGraph> Kept(Session session) => session.Kept<KeptResult<TypeGraph>>();

    /// <summary>The graph of a session; null after the message that there is none.</summary>
    public static TypeGraph? Of(Run run)
    {
        TypeGraph? graph = Kept(run.Session).For(run);
        if (graph is null)
        {
            run.Error("type graph not yet built; run ::typegraph.");
        }

        return graph;
    }

    /// <summary>Addresses of the heap's nodes of a kind, in their order, for a walk; null after the message that there is no graph.</summary>
    public static IEnumerable<Item>? Walk(Run run, Func<TypeGraph, int, bool> wanted) =>
        Of(run) is { } graph
            ? graph.Nodes.InOrder.UntilStopped(run).Where(node => !graph.Nodes.IsAnchor(node) && wanted(graph, node))
                .Select(node => new Item(graph.Nodes.Start(node)))
            : null;
}
