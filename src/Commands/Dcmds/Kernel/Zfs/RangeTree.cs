using Commands.Pipeline;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a tree of segments of space.</summary>
[Dcmd("range_tree")]
internal sealed class RangeTree : Dcmd
{
    private static readonly Table<Value> Summary = new(
        [new("addr", r => Cell.Address(r.Address)), new("segments", r => Count(r)), new("bytes", r => r.Number("rt_space"))],
        Header: null,
        (r, w) => w.Printf("%p: range tree of %llu entries, %llu bytes\n", r.Address, Count(r), r.Number("rt_space")));

    /// <param name="Address">Of the entry.</param>
    /// <param name="Start">Its first byte.</param>
    /// <param name="End">The byte behind its last.</param>
    private sealed record Segment(ulong Address, ulong Start, ulong End);

    private static readonly Table<Segment> Segments = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("start", r => Cell.Address(r.Start)), new("end", r => Cell.Address(r.End)),
            new("length", r => unchecked(r.End - r.Start)),
        ],
        Header: null,
        (r, w) => w.Printf("\t[%llx %llx) (length %llx)\n", r.Start, r.End, unchecked(r.End - r.Start)));

    // range_seg_type_t of sys/range_tree.h: the type of an entry.
    private static readonly string[] Types = ["range_seg32_t", "range_seg64_t", "range_seg_gap_t"];

    public override DcmdInfo Info { get; } = new("range_tree", "print entries in range_tree_t")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = "Shows the segments of the tree at the address: from, up to, and how long, in bytes.",
    };

    public override string? InputType => "range_tree_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "range_tree_t", call.Address, "failed to read range_tree_t at ", out Value tree))
        {
            return Status.Error;
        }

        if (!call.Row(Summary.And(Segments.Names), tree, new Item(call.Address, tree.Type)))
        {
            return Status.Abort;
        }

        Table<Segment> segments = Segments.And(Summary.Names);

        // Older kernels have a balanced tree of segments in bytes; newer a B-tree of segments in units of the tree.
        bool balanced = tree.TryGet("rt_root", out Value root)
            && root.Type.Resolve() is StructType structure && structure.TryGetMember("avl_root", out _);
        ulong kind = tree.Number("rt_type");
        string type = balanced ? "range_seg_t" : kind < (ulong)Types.Length ? Types[kind] : "range_seg64_t";
        int shift = balanced ? 0 : (int)Math.Min(tree.Number("rt_shift"), 63);
        ulong origin = balanced ? 0 : tree.Number("rt_start");
        foreach (Item item in KernelObject.Elements(call.Run, balanced ? "avl" : "zfs_btree", new Item(tree.AddressOf("rt_root"))))
        {
            if (!KernelObject.TryRead(call.Run, type, item.Bits, $"failed to read {type} at ", out Value entry))
            {
                return Status.Error;
            }

            ulong start = unchecked((entry.Number("rs_start") << shift) + origin);
            ulong end = unchecked((entry.Number("rs_end") << shift) + origin);
            var segment = new Segment(item.Bits, start, end);
            if (!call.Row(segments, segment, new Item(item.Bits, entry.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static ulong Count(Value tree) =>
        tree.TryGet("rt_root.bt_num_elems", out Value count) && count.TryUInt64(out ulong number) ? number : tree.Number("rt_root.avl_numnodes");
}
