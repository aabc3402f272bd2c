using DumpReader.Bytes;
using DumpReader.Types;

namespace DumpReader.Kernel.Files;

/// <summary>
/// Locks on files (<c>lock_descriptor_t</c>, sys/flock_impl.h): <c>lock_graph</c> has a pointer to a graph for each hash of a vnode, and
/// a graph a ring of locks held and one of locks wanted.
/// </summary>
internal static class FileLocks
{
    private const string Graph = "struct graph";

    /// <summary>The graphs in use.</summary>
    private static IEnumerable<ulong> Graphs(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (kernel.Symbols.Find(null, "lock_graph", out var table) != Symbols.SymbolLookup.Found)
        {
            fault(WalkFault.MissingSymbol("lock_graph"));
            yield break;
        }

        ulong count = WalkFault.AtMost(table.Size / 8, Limits.LockGraphs, "lock_graph", table.Value, fault);
        for (ulong i = 0; i < count; i++)
        {
            if (!kernel.Memory.TryReadUInt64(table.Value + (i * 8), out ulong graph))
            {
                fault(WalkFault.Unreadable("lock_graph", table.Value + (i * 8)));
                yield break;
            }

            if (graph != 0)
            {
                yield return graph;
            }
        }
    }

    /// <summary>The locks of all graphs: of each those held, then those wanted.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, Action<WalkFault> fault) =>
        Graphs(kernel, fault).SelectMany(graph => Of(kernel, graph, fault));

    /// <summary>The locks of one graph.</summary>
    private static IEnumerable<ulong> Of(KernelObjects kernel, ulong graph, Action<WalkFault> fault) =>
        kernel.TryOffset(Graph, "active_locks", fault, out ulong active)
            && kernel.TryOffset(Graph, "sleeping_locks", fault, out ulong sleeping)
            ? Ring(kernel, unchecked(graph + active), fault).Concat(Ring(kernel, unchecked(graph + sleeping), fault))
            : [];

    /// <summary>The ring of locks from one of them on.</summary>
    public static IEnumerable<ulong> From(KernelObjects kernel, ulong first, Action<WalkFault> fault) =>
        new KernelList("lock_descriptor_t", "l_next", "lock_descriptor", Ring: true).From(kernel, first, fault);

    /// <summary>A ring without its head, which is a descriptor that locks nothing.</summary>
    private static IEnumerable<ulong> Ring(KernelObjects kernel, ulong head, Action<WalkFault> fault) => From(kernel, head, fault).Skip(1);
}
