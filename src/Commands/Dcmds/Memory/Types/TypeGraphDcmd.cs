using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Scans;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Infers the types of allocated memory, or says how much is known of the buffers of one cache.</summary>
[Dcmd("typegraph")]
internal sealed class TypeGraphDcmd : Dcmd
{
    private sealed record Row(string Name, long Buffers, GraphFigures Figures)
    {
        public long Tenths => Figures.Nodes == 0 ? 0 : (Figures.Known + Figures.Conjectured + Figures.Fragments) * 1000 / Figures.Nodes;
    }

    private static readonly Table<Row> _layout = new(
        [
            new("name", r => r.Name), new("bufs", r => r.Buffers), new("nodes", r => r.Figures.Nodes), new("unmarked", r => r.Figures.Unmarked),
            new("known", r => r.Figures.Known), new("inferred", r => r.Figures.Conjectured), new("fragments", r => r.Figures.Fragments),
            new("hit_percent", r => $"{r.Tenths / 10}.{r.Tenths % 10}"),
        ],
        "NAME                         BUFS   NODES   UNMRK   KNOWN   INFER    FRAG  HIT%",
        (r, w) => w.Printf(
            "%-25s %7ld %7ld %7ld %7ld %7ld %7ld %3ld.%1ld\n", r.Name, r.Buffers, r.Figures.Nodes, r.Figures.Unmarked, r.Figures.Known,
            r.Figures.Conjectured, r.Figures.Fragments, r.Tenths / 10, r.Tenths % 10));

    public override DcmdInfo Info { get; } = new("typegraph", "build type graph")
    {
        Module = "genunix",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Infers what allocated kernel memory holds. Starting with threads, the variables of modules and caches of one type, each pointer of a
            known type says what it points to. Shows how much is known after each pass; ::whattype then tells of an address what it is.

            With the address of a cache shows how much is known of its buffers.
            """,
        Examples = ["::typegraph"],
    };

    public override string? InputType => "kmem_cache_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return call.HasAddress ? OfCache(call) : Build(call);
    }

    private static Status Build(Invocation call)
    {
        if (GraphState.Kept(call.Session).Renew(call.Run, () => Make(call)) is null)
        {
            return call.Run.ShouldStop ? Status.Abort : Status.Error;
        }

        // The searches leave arrays half as large as the graph behind, which nothing else would ask to have collected.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Status.Ok;
    }

    private static TypeGraph? Make(Invocation call)
    {
        IScanControl control = call.Run.Watch("::typegraph");
        var account = new GraphAccount(call);
        TypeGraph? graph = GraphBuilder.Build(call.Session.Kmem, control, KmemFaults.To(call.Run));
        bool whole = false;
        if (graph is not null)
        {
            account.Built(graph);
            whole = account.TryInfer(graph, control);
        }

        control.End();
        return whole ? graph : null;
    }

    private static Status OfCache(Invocation call)
    {
        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        if (!call.Session.Kmem.TryCache(call.Address, out KmemCache? cache))
        {
            call.Run.ReadError($"couldn't read cache at addr {call.Address:x}: {Reasons.NoMapping}", call.Address);
            return Status.Error;
        }

        call.Header(_layout);
        long buffers = 0;
        var figures = default(GraphFigures);
        foreach (Item buffer in KernelObject.Elements(call.Run, "kmem", call.Address))
        {
            buffers++;
            if (graph.Nodes.TryFind(buffer.Bits, out int node))
            {
                bool known = graph.Nodes.Type(node) is not null;
                bool inferred = !known && graph.Types(node).MoveNext();
                bool fragment = !known && !inferred && graph.Fragments(node).MoveNext();
                figures += new GraphFigures(1, graph.IsMarked(node) ? 0 : 1, known ? 1 : 0, inferred ? 1 : 0, fragment ? 1 : 0, 0, 0);
            }
        }

        return call.Row(_layout, new Row(cache.Name, buffers, figures), new Item(call.Address)) ? Status.Ok : Status.Abort;
    }
}
