using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Allocated memory of which several types were inferred.</summary>
[Walker("typeconflict")]
internal sealed class TypeConflictWalker : Walker
{
    public override WalkerInfo Info { get; } = new("typeconflict", "walk buffers with conflicting type inferences");

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        GraphState.Walk(run, (graph, node) => graph.Nodes.Type(node) is null && graph.Types(node).Count() > 1);
}
