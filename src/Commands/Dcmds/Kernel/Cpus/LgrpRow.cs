using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A locality group.</summary>
internal sealed record LgrpRow(Value Group, IReadOnlyList<long> Cpus)
{
    /// <summary>LGRP_NULL_HANDLE and LGRP_DEFAULT_HANDLE, sys/lgrp.h.</summary>
    private static readonly (string Name, ulong Handle)[] _handles = [("NULL", 0xbadbad), ("DEFAULT", 0xbabecafe)];

    public static readonly Table<LgrpRow> Layout = new(
        [
            new("lgrpid", r => r.Group.Signed("lgrp_id")), new("addr", r => Cell.Address(r.Group.Address)),
            new("parent", r => Cell.Address(r.Group.Number("lgrp_parent"))), new("plathand", r => Cell.Address(r.Handle)),
            new("plathand_name", r => NameOf(r.Handle)), new("ncpus", r => r.Group.Number("lgrp_cpucnt")),
            new("cpus", r => NumberRanges.Of(r.Cpus)),
        ],
        "   LGRPID             ADDR           PARENT         PLATHAND      #CPU      CPUS",
        Write);

    private ulong Handle => Group.Number("lgrp_plathand");

    /// <summary>The handle of a platform that a word names; null where it is none of the two with names.</summary>
    public static ulong? HandleOf(string word) => Array.Find(_handles, h => h.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { Name: not null } known ? known.Handle : null;

    private static string? NameOf(ulong handle) => Array.Find(_handles, h => h.Handle == handle).Name;

    private static void Write(LgrpRow row, MdbWriter writer)
    {
        writer.Printf("%9d %?p %?p ", (int)row.Group.Signed("lgrp_id"), row.Group.Address, row.Group.Number("lgrp_parent"));
        if (NameOf(row.Handle) is { } name)
        {
            writer.Printf("%?s", name);
        }
        else
        {
            writer.Printf("%?p", row.Handle);
        }

        writer.Printf(" %9d      %s\n", (int)row.Group.Number("lgrp_cpucnt"), NumberRanges.Of(row.Cpus));
    }
}
