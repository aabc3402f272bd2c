using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>The tables of ::callout: of callouts, of lists and of tables, each wide or not, each alone or as a level of a tree.</summary>
/// <param name="isTree">The levels above stand in lines of their own.</param>
/// <param name="isWide">All members.</param>
/// <param name="start">Times are shown from here.</param>
internal sealed class CalloutLayouts(bool isTree, bool isWide, long start)
{
    private const string Place = "SEQ T ";

    public Table<CalloutTableRow> Tables { get; } = new(
        [
            new("seq", r => r.Sequence), new("type", r => r.Type), new("addr", r => Cell.Address(r.Table.Address)),
            new("free", r => Cell.Address(r.Table.Number("ct_free"))), new("lfree", r => Cell.Address(r.Table.Number("ct_lfree"))),
            new("cyclic", r => Cell.Address(r.Table.Number("ct_cyclic"))), new("heap", r => Cell.Address(r.Table.Number("ct_heap"))),
            .. isWide ? WideTable() : [],
        ],
        Place + "FREE             LFREE            CYCLIC           HEAP            "
            + (isWide ? " HEAPNUM HEAPMAX TASKQ            EXPQ             QUE              PEND             FREE             LOCK            " : ""),
        (r, w) => WriteTable(r, w, isWide));

    public Table<CalloutListRow> Lists { get; } = new(
        [
            new("seq", r => r.Table.Sequence), new("type", r => r.Table.Type), new("addr", r => Cell.Address(r.List.Address)),
            new("expires", r => r.Expiration - start), new("hres", r => r.IsHighResolution), new("absolute", r => r.IsAbsolute),
            new("bucket", r => r.Bucket), new("callouts", r => Cell.Address(r.First)),
            .. isWide ? WideList() : [],
        ],
        (isTree ? "" : Place) + "EXP            HA BUCKET CALLOUTS         " + (isWide ? " PREV             NEXT            " : ""),
        (r, w) => WriteList(r, w, isTree, isWide, start));

    public Table<CalloutRow> Callouts { get; } = new(
        [
            new("seq", r => r.Table.Sequence), new("type", r => r.Table.Type), new("addr", r => Cell.Address(r.Callout.Address)),
            new("expires", r => r.List is null ? Cell.None : r.List.Expiration - start), new("executing", r => r.IsExecuting),
            new("hres", r => r.List?.IsHighResolution ?? false), new("absolute", r => r.List?.IsAbsolute ?? false), new("long", r => r.IsLong),
            new("xid", r => r.Id), new("function", r => Cell.Symbolic(r.Function)), new("arg", r => Cell.Address(r.Argument)),
            .. isWide ? WideCallout() : [],
        ],
        (isTree ? "" : Place + "EXP            ") + "XHAL XID              FUNC(ARG)           "
            + (isWide ? " PREVID           NEXTID           PREVL            NEXTL            DONE             UTOS THREAD          " : ""),
        (r, w) => WriteCallout(r, w, isTree, isWide, start));

    private static Column<CalloutTableRow>[] WideTable() =>
    [
        new("heap_num", r => r.Table.Number("ct_heap_num")), new("heap_max", r => r.Table.Number("ct_heap_max")),
        new("taskq", r => Cell.Address(r.Table.Number("ct_taskq"))), new("expired", r => Cell.Address(r.Table.Number("ct_expired.ch_head"))),
        new("queue", r => Cell.Address(r.Table.Number("ct_queue.ch_head"))), new("pending", Pending), new("unused", Unused),
        new("lock", r => Cell.Address(Lock(r))),
    ];

    private static Column<CalloutListRow>[] WideList() =>
        [new("prev", r => Cell.Address(r.List.Number("cl_prev"))), new("next", r => Cell.Address(r.List.Number("cl_next")))];

    private static Column<CalloutRow>[] WideCallout() =>
    [
        new("id_prev", r => Cell.Address(r.Callout.Number("c_idprev"))), new("id_next", r => Cell.Address(r.Callout.Number("c_idnext"))),
        new("list_prev", r => Cell.Address(r.Callout.Number("c_clprev"))), new("list_next", r => Cell.Address(r.Callout.Number("c_clnext"))),
        new("done", r => r.Callout.Number("c_done._opaque")), new("waiting", r => r.Callout.Number("c_waiting")),
        new("thread", r => Cell.Address(r.Callout.Number("c_executor"))),
    ];

    /// <summary>CALLOUT_TIMEOUTS of the statistics: callouts that wait.</summary>
    private static Cell Pending(CalloutTableRow row) => row.Statistic(1);

    /// <summary>CALLOUT_ALLOCATIONS less those that wait.</summary>
    private static Cell Unused(CalloutTableRow row) => row.Statistic(6) - row.Statistic(1);

    private static ulong Lock(CalloutTableRow row) => row.Table.TryGet("ct_mutex", out var mutex) && mutex.Space.TryReadUInt64(mutex.Address, out ulong word) ? word : 0;

    private static void WriteTable(CalloutTableRow row, MdbWriter writer, bool isWide)
    {
        writer.Printf("%-3d %-1s %-0?p %-0?p %-0?p %-0?p", row.Sequence, row.Type, row.Table.Number("ct_free"), row.Table.Number("ct_lfree"),
            row.Table.Number("ct_cyclic"), row.Table.Number("ct_heap"));
        if (isWide)
        {
            writer.Printf(" %-7ld %-7ld %-?p %-?p %-?p %-?lld %-?lld %-?p", row.Table.Number("ct_heap_num"), row.Table.Number("ct_heap_max"),
                row.Table.Number("ct_taskq"), row.Table.Number("ct_expired.ch_head"), row.Table.Number("ct_queue.ch_head"),
                row.Statistic(1), row.Statistic(6) - row.Statistic(1), Lock(row));
        }

        writer.NewLine();
    }

    private static void WriteList(CalloutListRow row, MdbWriter writer, bool isTree, bool isWide, long start)
    {
        if (!isTree)
        {
            writer.Printf("%3d %1s ", row.Table.Sequence, row.Table.Type);
        }

        writer.Printf("%-14llx %1s%1s %-6d %-0?p ", row.Expiration - start, row.IsHighResolution ? "H" : " ", row.IsAbsolute ? "A" : " ", row.Bucket, row.First);
        if (isWide)
        {
            writer.Printf(" %-?p %-?p", row.List.Number("cl_prev"), row.List.Number("cl_next"));
        }

        writer.NewLine();
    }

    private static void WriteCallout(CalloutRow row, MdbWriter writer, bool isTree, bool isWide, long start)
    {
        if (!isTree)
        {
            writer.Printf("%-3d %1s %-14llx ", row.Table.Sequence, row.Table.Type, row.List is null ? 0 : row.List.Expiration - start);
        }

        writer.Printf("%1s%1s%1s%1s %-?llx %a(%p)", row.IsExecuting ? "X" : " ", row.List is { IsHighResolution: true } ? "H" : " ",
            row.List is { IsAbsolute: true } ? "A" : " ", row.IsLong ? "L" : " ", row.Id, row.Function, row.Argument);
        if (isWide)
        {
            writer.Printf(" %-?p %-?p %-?p %-?p %-?x %-4d %-0?p", row.Callout.Number("c_idprev"), row.Callout.Number("c_idnext"),
                row.Callout.Number("c_clprev"), row.Callout.Number("c_clnext"), row.Callout.Number("c_done._opaque"), (int)row.Callout.Number("c_waiting"),
                row.Callout.Number("c_executor"));
        }

        writer.NewLine();
    }
}
