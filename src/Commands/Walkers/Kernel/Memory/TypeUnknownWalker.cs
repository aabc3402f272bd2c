using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Allocated memory of which no type was inferred.</summary>
[Walker("typeunknown")]
internal sealed class TypeUnknownWalker : Walker
{
    public override WalkerInfo Info { get; } = new("typeunknown", "walk buffers with unknown types");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => GraphState.Walk(run, (graph, node) => graph.IsUnknown(node));
}
