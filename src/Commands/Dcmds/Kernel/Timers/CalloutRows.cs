using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>A table of callouts.</summary>
/// <param name="Index">Its number in <c>callout_table</c>.</param>
/// <param name="Table">A <c>callout_table_t</c>, read whole.</param>
internal sealed record CalloutTableRow(int Index, Value Table)
{
    /// <summary>CALLOUT_REALTIME of ct_type, the low bit of an index.</summary>
    public bool IsRealTime => (Index & 1) == 0;

    /// <summary>Sequence number of its processor (cpu_seqid).</summary>
    public int Sequence => Index >> 1;

    public string Type => IsRealTime ? "R" : "N";

    /// <summary>The kernel has set it up.</summary>
    public bool IsInUse => Table.Number("ct_heap") != 0 && Table.Number("ct_cyclic") != 0;

    /// <summary>A number of its statistics (callout_stat_type_t); 0 where it has none.</summary>
    public long Statistic(int index) => Table.TryGet("ct_kstat_data", out Value pointer) && pointer.TryDereference(out _)
        ? (long)pointer.Element(index).Number("value.ui64")
        : 0;
}

/// <summary>Callouts that expire together.</summary>
/// <param name="Table">Where it is.</param>
/// <param name="List">A <c>callout_list_t</c>, read whole.</param>
/// <param name="Bucket">Chain of the hash; -1 outside it.</param>
internal sealed record CalloutListRow(CalloutTableRow Table, Value List, int Bucket)
{
    /// <summary>CALLOUT_LIST_FLAG_*, sys/callout.h.</summary>
    private const ulong Absolute = 2;
    private const ulong HighResolution = 4;
    private const ulong Heaped = 0x10;
    private const ulong Queued = 0x20;

    public long Expiration => List.Signed("cl_expiration");

    public bool IsAbsolute => Flag(Absolute);

    public bool IsHighResolution => Flag(HighResolution);

    public bool IsHeaped => Flag(Heaped);

    public bool IsQueued => Flag(Queued);

    public ulong First => List.Number("cl_callouts.ch_head");

    private bool Flag(ulong bit) => (List.Number("cl_flags") & bit) != 0;
}

/// <summary>A callout.</summary>
/// <param name="Table">Where it is.</param>
/// <param name="List">The list it is on; null for a free one.</param>
/// <param name="Callout">A <c>callout_t</c>, read whole.</param>
internal sealed record CalloutRow(CalloutTableRow Table, CalloutListRow? List, Value Callout)
{
    /// <summary>CALLOUT_FREE, CALLOUT_EXECUTING and CALLOUT_LONGTERM, sys/callout.h.</summary>
    private const ulong Free = 1UL << 63;
    private const ulong Executing = 1UL << 62;
    private const ulong LongTerm = 1UL << 31;

    public bool IsExecuting => (Bits & Executing) != 0;

    public bool IsLong => (Bits & LongTerm) != 0;

    /// <summary>What timeout() gave: the bits of state are not part of it.</summary>
    public ulong Id => Bits & ~(Free | Executing);

    public ulong Function => Callout.Number("c_func");

    public ulong Argument => Callout.Number("c_arg");

    private ulong Bits => Callout.Number("c_xid");
}
