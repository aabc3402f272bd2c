using DumpReader.Problems;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// What allocated memory holds, as far as it can be told from the pointers to it: a graph whose nodes are buffers and typed variables, and whose
/// edges are the words that point from one into another.
/// </summary>
/// <remarks>
/// Nodes are numbered; per node there are its address, its source, its place in the order, the number of its first edge, its first inference and
/// some flags: 24 bytes at most. Edges are not kept (<see cref="GraphEdges"/>). How types are inferred: <see cref="GraphPasses"/>.
/// </remarks>
internal sealed class TypeGraph
{
    private readonly AddressSpace _memory;
    private readonly TypeCatalog _catalog;
    private readonly Inferences _inferences;
    private readonly NodeFlags[] _flags;

    /// <param name="nodes">All nodes.</param>
    /// <param name="flags">Of the nodes.</param>
    /// <param name="edges">All edges, counted.</param>
    /// <param name="expected">How many nodes the counters promised.</param>
    /// <param name="memory">The kernel's memory.</param>
    /// <param name="catalog">The types of the dump.</param>
    public TypeGraph(GraphNodes nodes, NodeFlags[] flags, GraphEdges edges, ulong expected, AddressSpace memory, TypeCatalog catalog)
    {
        (Nodes, Edges, Expected, _memory, _catalog) = (nodes, edges, expected, memory, catalog);
        _inferences = new Inferences(nodes.Count);
        _flags = flags;
    }

    public GraphNodes Nodes { get; }

    public GraphEdges Edges { get; }

    public ulong Expected { get; }

    /// <summary>What inferences left out, as it lay too deep; null for nothing.</summary>
    public Problem? Cut { get; private set; }

    public bool HasInferences => _inferences.Any;

    /// <summary>Infers types from what is known now; what was inferred before stays.</summary>
    /// <param name="control">May stop it.</param>
    /// <param name="passed">Told the number of each pass that is done.</param>
    /// <returns>False where it was stopped.</returns>
    public bool TryInfer(IScanControl control, Action<int> passed)
    {
        var passes = new GraphPasses(Nodes, Edges, _inferences, _flags, _memory, _catalog, control);
        bool isWhole = passes.TryRun(passed);
        Cut ??= passes.Cut;
        return isWhole;
    }

    public Inferences.Sequence Types(int node) => _inferences.Of(node, fragments: false);

    public Inferences.Sequence Fragments(int node) => _inferences.Of(node, fragments: true);

    public bool IsMarked(int node) => (_flags[node] & NodeFlags.Marked) != 0;

    /// <summary>Whether a node is judged to be an array of its inferred type.</summary>
    public bool IsArray(int node) => (_flags[node] & NodeFlags.Array) != 0;

    /// <summary>Whether nothing is known of the type of a node.</summary>
    public bool IsUnknown(int node) => Nodes.Type(node) is null && !Types(node).MoveNext() && !Fragments(node).MoveNext();

    public bool IsSeen(int node) => (_flags[node] & NodeFlags.Seen) != 0;

    public void SetSeen(int node) => _flags[node] |= NodeFlags.Seen;

    public bool IsWaiting(int node) => (_flags[node] & NodeFlags.Waiting) != 0;

    public void SetWaiting(int node, bool waits) => _flags[node] = waits ? _flags[node] | NodeFlags.Waiting : _flags[node] & ~NodeFlags.Waiting;

    /// <summary>A search that marks nodes as seen begins.</summary>
    public void ClearSeen()
    {
        for (int node = 0; node < _flags.Length; node++)
        {
            _flags[node] &= ~(NodeFlags.Seen | NodeFlags.Waiting);
        }
    }

    /// <summary>Where in its node an inferred type lies.</summary>
    public ulong OffsetOf(int node, in Inference inference) =>
        inference.IsFragment && _memory.TryReadUInt64(Nodes.Start(inference.Source) + inference.SourceOffset, out ulong pointer)
            ? pointer - Nodes.Start(node)
            : 0;
}
