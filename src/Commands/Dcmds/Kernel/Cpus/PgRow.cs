using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor group (<c>pg_t</c>): of hardware that processors share, or virtual.</summary>
/// <param name="Group">A <c>pg_t</c>.</param>
/// <param name="Hardware">The same as a <c>pghw_t</c>; null for a virtual group.</param>
/// <param name="Load">cmt_utilization; 0 where the class keeps none.</param>
internal sealed record PgRow(Value Group, Value? Hardware, long Load)
{
    /// <summary>PGR_PHYSICAL, sys/pg.h.</summary>
    private const ulong Physical = 1;

    /// <summary>pghw_type_t, sys/pghw.h.</summary>
    private static readonly string[] _kinds = ["hw", "ipipe", "cache", "fpu", "mpipe", "chip", "memory", "active_pwr", "idle_pwr"];

    public static readonly Table<PgRow> Layout = new(
        [
            new("pgid", r => r.Group.Signed("pg_id")), new("addr", r => Cell.Address(r.Group.Address)),
            new("physid", r => r.Hardware is null ? Cell.None : r.Instance), new("class", r => r.Class),
            new("hardware", r => r.Hardware is null ? Cell.None : r.Kind), new("ncpus", r => r.Cpus),
            new("load", r => r.Hardware is null ? Cell.None : r.Load),
        ],
        "  PGID             ADDR PHYSID   CLASS    HARDWARE #CPUs  LOAD",
        Write);

    private long Instance => Hardware?.Signed("pghw_instance") ?? 0;

    private string Class => Group.Text("pg_class->pgc_name");

    private string Kind => Hardware?.Number("pghw_hw") is { } kind && kind < (ulong)_kinds.Length ? _kinds[kind] : "???";

    private long Cpus => (long)Group.Number("pg_cpus.grp_size");

    public static PgRow Of(Run run, Value group)
    {
        if (group.Number("pg_relation") != Physical || !KernelObject.TryReadPart(run, "pghw_t", group.Address, out Value hardware))
        {
            return new PgRow(group, null, 0);
        }

        long load = group.Text("pg_class->pgc_name") == "cmt" && KernelObject.TryReadPart(run, "pg_cmt_t", group.Address, out Value shared)
            ? (long)shared.Number("cmt_utilization")
            : 0;
        return new PgRow(group, hardware, load);
    }

    private static void Write(PgRow row, MdbWriter writer)
    {
        if (row.Hardware is null)
        {
            // Stock mdb fills the columns of a virtual group from the left.
            writer.Printf("%6d %?p %7s %5d\n", (int)row.Group.Signed("pg_id"), row.Group.Address, row.Class, (int)row.Cpus);
            return;
        }

        writer.Printf("%6d %?p %6d %7s %11s %5d %5d\n", (int)row.Group.Signed("pg_id"), row.Group.Address, (int)row.Instance, row.Class, row.Kind,
            (int)row.Cpus, (int)row.Load);
    }
}
