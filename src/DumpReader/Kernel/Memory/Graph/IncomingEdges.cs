using DumpReader.Scans;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>Which nodes point to the start of a node, for the nodes that somebody wants to know it of.</summary>
internal sealed class IncomingEdges
{
    private readonly int[] _first;
    private readonly int[] _sources;

    private IncomingEdges(int[] first, int[] sources) => (_first, _sources) = (first, sources);

    /// <summary>
    /// Counts all edges, on all cores; then goes along them once more in the order of the search, which decides who was found last. Null where it
    /// was stopped.
    /// </summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="edges">All edges.</param>
    /// <param name="wanted">Which targets.</param>
    /// <param name="control">May stop it.</param>
    public static IncomingEdges? Find(GraphNodes nodes, GraphEdges edges, Func<int, bool> wanted, IScanControl control)
    {
        var first = new int[nodes.HeapCount + 1];
        bool counted = edges.TrySweep(control, (target, offset) =>
        {
            if (offset == 0 && wanted(target))
            {
                Interlocked.Increment(ref first[target]);
            }
        });
        if (!counted)
        {
            return null;
        }

        int sum = 0;
        for (int node = 0; node <= nodes.HeapCount; node++)
        {
            sum += first[node];
            first[node] = sum;
        }

        // Filled from the back, so that the last found comes first and each place ends where it should begin.
        var sources = new int[sum];
        bool whole = sum == 0 || edges.TryFollow(control, (source, _, target, offset) =>
        {
            if (offset == 0 && wanted(target))
            {
                sources[--first[target]] = source;
            }
        });
        return whole ? new IncomingEdges(first, sources) : null;
    }

    /// <summary>Nodes that point to the start of a node, the last found first.</summary>
    public ReadOnlySpan<int> Of(int node) => node < _first.Length - 1 ? _sources.AsSpan(_first[node].._first[node + 1]) : [];
}
