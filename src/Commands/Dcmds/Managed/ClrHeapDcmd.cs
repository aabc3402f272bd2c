using Commands.Pipeline;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>What the heap of .NET consists of.</summary>
[Dcmd("clrheap")]
internal sealed class ClrHeapDcmd : ManagedDcmd
{
    private sealed record Row(ulong MethodTable, string Type)
    {
        public ulong Count { get; set; }

        public ulong Size { get; set; }
    }

    private static readonly Table<Row> Layout = new(
        [
            new("mt", r => Cell.Address(r.MethodTable)), new("count", r => r.Count), new("size", r => r.Size), new("type", r => r.Type),
        ],
        "              MT      COUNT         SIZE TYPE",
        (r, w) => w.Printf("%?lx %10lu %12lu %s\n", r.MethodTable, r.Count, r.Size, r.Type));

    public override DcmdInfo Info { get; } = new("clrheap", "count the objects of .NET by type")
    {
        Usage = "[name]",
        Ours = true,
        Help = """
            Lists the types of the objects on the heap of .NET with their number and size, the
            largest last; with a name only the types whose names have it in them. Passes on the
            type: ::clrheap Node | ::walk clrobj | ::clrobj.
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        string name = call.Arguments.Count == 1 ? call.Arguments[0].Text ?? "" : "";
        var rows = new Dictionary<ulong, Row>();
        if (!runtime.Heap.CanWalkHeap)
        {
            call.Run.Partial(new Problem("MDB167", "the heap of .NET was being collected: objects may be missing"));
        }

        foreach (ClrObject of in runtime.Heap.EnumerateObjects(carefully: true))
        {
            if (call.Run.ShouldStop)
            {
                break;
            }

            if (of.Type is not { } type || (name.Length > 0 && type.Name?.Contains(name, StringComparison.Ordinal) != true))
            {
                continue;
            }

            if (!rows.TryGetValue(type.MethodTable, out Row? row))
            {
                rows.Add(type.MethodTable, row = new Row(type.MethodTable, type.Name ?? "?"));
            }

            row.Count++;
            row.Size += of.Size;
        }

        call.Header(Layout);
        foreach (Row row in rows.Values.OrderBy(r => r.Size).ThenBy(r => r.MethodTable))
        {
            if (!call.Row(Layout, row, new Item(row.MethodTable)))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
