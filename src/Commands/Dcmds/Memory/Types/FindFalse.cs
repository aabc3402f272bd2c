using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Finds arrays whose elements have locks and share a line of the processor's cache.</summary>
[Dcmd("findfalse")]
internal sealed class FindFalse : Dcmd
{
    private const ulong CacheLine = 64;

    private sealed record Row(ulong Address, string? Symbol, string Type, ulong Size, ulong TotalSize);

    private static readonly Table<Row> _layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("symbol", r => r.Symbol), new("type", r => r.Type), new("size", r => r.Size),
            new("totsize", r => r.TotalSize),
        ],
        "            ADDR SYMBOL                       TYPE                   SZ TOTSIZE",
        (r, w) => w.Printf("%?p %-28s %-22s %2d %7ld\n", r.Address, r.Symbol ?? "-", r.Type, (int)r.Size, (long)r.TotalSize));

    public override DcmdInfo Info { get; } = new("findfalse", "find potentially falsely shared structures")
    {
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows arrays whose elements are smaller than a line of the processor's cache and contain a mutex, readers/writer lock, condition
            variable or semaphore: taking the lock of one slows down those who use its neighbours. ::typegraph must have run.
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        call.Header(_layout);
        var locks = PartPlaces.Of(call.Target.Types, "kmutex_t", "krwlock_t", "kcondvar_t", "ksema_t");
        foreach (int node in graph.Nodes.InOrder.Reverse())
        {
            ulong size = graph.Nodes.Size(node);
            if (size <= CacheLine || ElementOf(graph, node) is not { Size: < CacheLine } element || locks.In(element).Count == 0)
            {
                continue;
            }

            ulong address = graph.Nodes.Start(node);
            string? symbol = call.Session.TryFindExact(address, out Symbol found) ? found.Name : null;
            if (!call.Row(_layout, new Row(address, symbol, element.Name, element.Size, size), new Item(address)))
            {
                break;
            }
        }

        if (locks.Cut is { } cut)
        {
            call.Run.Partial(cut);
        }

        return Status.Ok;
    }

    /// <summary>What a node is an array of; null for others.</summary>
    private static CType? ElementOf(TypeGraph graph, int node)
    {
        if (graph.Nodes.Type(node) is { } known)
        {
            return (known.Resolve() as ArrayType)?.Element.Resolve();
        }

        return graph.IsArray(node) && graph.Types(node).TrySingle(out Inference single) && TypeIdentity.FlexibleElement(single.Type) is null
            ? single.Type.Resolve()
            : null;
    }
}
