using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Finds mutexes that a thread holds in whatever has a type.</summary>
[Dcmd("findlocks")]
internal sealed class FindLocks : Dcmd
{
    private const ulong Spin = 0xff;
    private const ulong OwnerMask = ~7UL;

    private sealed record Row(ulong Mutex, string? Type, string Member, ulong Owner, string? Symbol);

    private static readonly Table<Row> _layout = new(
        [
            new("mutex", r => r.Symbol is null ? Cell.Address(r.Mutex) : Cell.Symbolic(r.Mutex)), new("type", r => r.Type),
            new("member", r => r.Member.Length > 0 ? r.Member : null), new("owner", r => Cell.Address(r.Owner)),
        ],
        null,
        (r, w) => w.Printf(
            "%p (%s) is owned by %p\n", r.Mutex, r.Symbol ?? (r.Member.Length > 0 ? r.Type + "." + r.Member : r.Type), r.Owner));

    private sealed record Note(bool IsOther, ulong? Thread);

    private static readonly Table<Note> _note = new(
        [new("others", n => n.IsOther), new("thread", n => n.Thread is { } thread ? Cell.Address(thread) : Cell.None)],
        null,
        (n, w) => w.Write($"findlocks: nota bene: {(n.IsOther ? "other " : "")}locks may be held{(n.Thread is { } t ? $" by {t:x}" : "")}\n"));

    public override DcmdInfo Info { get; } = new("findlocks", "find locks held by specified thread")
    {
        Module = "genunix",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Goes through everything that the type graph has a type for, and shows the adaptive mutexes that a thread owns: the thread given, or any.
            There may be others in memory whose type is not known. ::typegraph must have run.
            """,
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        var mutexes = PartPlaces.Of(call.Target.Types, "kmutex_t");
        CType? thread = call.Session.Kernel.Thread.Type;
        bool any = false;
        foreach (TypedObject item in TypedObjects.Of(graph))
        {
            if (call.Run.ShouldStop)
            {
                return Status.Abort;
            }

            foreach (PartPlace place in mutexes.In(item.Type))
            {
                ulong mutex = item.Address + place.Offset;
                if (call.Target.Memory.TryReadUInt64(mutex, out ulong word) && (word & Spin) != Spin && (word & OwnerMask) is not 0 and var owner
                    && (!call.HasAddress || owner == call.Address) && IsThread(graph, owner, thread))
                {
                    any = true;
                    string? symbol = call.Session.TryFind(mutex, out Symbol _, out _) ? AddressText.Of(call.Session, mutex) : null;
                    if (!call.Row(_layout, new Row(mutex, item.Type.Name, place.Path, owner, symbol), new Item(mutex)))
                    {
                        return Status.Ok;
                    }
                }
            }
        }

        if (mutexes.Cut is { } cut)
        {
            call.Run.Partial(cut);
        }

        call.Row(_note, new Note(any, call.HasAddress ? call.Address : null));
        return Status.Ok;
    }

    private static bool IsThread(TypeGraph graph, ulong owner, CType? thread) =>
        thread is not null && graph.Nodes.TryFind(owner, out int node) && graph.Nodes.Start(node) == owner
        && graph.Nodes.Type(node) is { } type && TypeIdentity.AreSame(type.Resolve(), thread.Resolve());
}
