using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>A hash table as a whole: its size, its use and its longest chain.</summary>
/// <param name="Longest">Entries on the longest chain; the first such chain counts.</param>
/// <param name="LongestAt">Its number.</param>
/// <param name="First">The entry that it begins with; 0 for none.</param>
internal sealed record ModHashSummary(Value Hash, ModHashKeyKind Kind, ulong Longest, ulong LongestAt, ulong First)
{
    private static readonly Column<ModHashSummary>[] Columns =
    [
        new("addr", r => Cell.Address(r.Hash.Address)), new("chains", r => r.Hash.Number("mh_nchains")),
        new("elems", r => r.Hash.Number("mh_stat.mhs_nelems")), new("maxlen", r => r.Longest), new("maxidx", r => r.LongestAt),
        new("first", r => Cell.Address(r.First)), new("type", r => r.TypeName), new("comparator", r => Cell.Symbolic(r.Comparator)),
        new("name", r => r.Name), new("sleeps", r => r.Sleeps), new("hits", r => r.Hash.Number("mh_stat.mhs_hit")),
        new("misses", r => r.Hash.Number("mh_stat.mhs_miss")), new("dups", r => r.Hash.Number("mh_stat.mhs_coll")),
        new("failures", r => r.Hash.Number("mh_stat.mhs_nomem")),
    ];

    /// <summary>A line with the longest chain.</summary>
    public static Table<ModHashSummary> Brief { get; } = new(Columns, "            ADDR CHAINS ELEMS MAXLEN MAXIDX NAME",
        (r, w) => w.Printf("%?p %6lx %5lx %6lx %6lx %s\n", r.Hash.Address, r.Hash.Number("mh_nchains"),
            r.Hash.Number("mh_stat.mhs_nelems"), r.Longest, r.LongestAt, r.Name));

    /// <summary>A line with the type of the keys.</summary>
    public static Table<ModHashSummary> Typed { get; } = new(Columns, "            ADDR CHAINS ELEMS             TYPE NAME", WriteTyped);

    /// <summary>Everything about one table.</summary>
    public static Table<ModHashSummary> Full { get; } = new(Columns, Header: null, WriteFull);

    private string? TypeName => ModHashKeys.NameOf(Kind);

    private string Name => Hash.Text("mh_name");

    private ulong Comparator => Hash.Number("mh_keycmp");

    private bool Sleeps => Hash.Number("mh_sleep") != 0;

    public static ModHashSummary Of(Run run, Value hash)
    {
        (ulong longest, ulong longestAt, ulong head) = (0, 0, 0);
        (ulong length, ulong first) = (0, 0);
        foreach (ModHashEntry entry in ModHash.Entries(run.Session.Kernel, hash.Address, fault => KernelWalk.Report(run, fault)).UntilStopped(run))
        {
            (length, first) = entry.IsFirst ? (1, entry.Address) : (length + 1, first);
            if (length > longest)
            {
                (longest, longestAt, head) = (length, entry.Chain, first);
            }
        }

        return new ModHashSummary(hash, ModHashKeys.KindOf(run, hash), longest, longestAt, head);
    }

    private static void WriteTyped(ModHashSummary row, MdbWriter writer)
    {
        writer.Printf("%?p %6lx %5lx ", row.Hash.Address, row.Hash.Number("mh_nchains"), row.Hash.Number("mh_stat.mhs_nelems"));
        if (row.TypeName is { } type)
        {
            writer.Printf("%?s %s\n", type, row.Name);
        }
        else
        {
            writer.Printf("%?p %s\n", row.Comparator, row.Name);
        }
    }

    private static void WriteFull(ModHashSummary row, MdbWriter writer)
    {
        writer.Printf("mod_hash_t %?p %s:\n", row.Hash.Address, row.Name);
        writer.Printf("\tKey comparator: %?p %a\n", row.Comparator, row.Comparator);
        writer.Printf("\tType: %s\n", row.TypeName ?? "unknown");
        writer.Printf("\tSleep flag = %s, alloc failed = %#lx\n", row.Sleeps ? "true" : "false", row.Hash.Number("mh_stat.mhs_nomem"));
        writer.Printf("\tNumber of chains = %#lx, elements = %#lx\n", row.Hash.Number("mh_nchains"), row.Hash.Number("mh_stat.mhs_nelems"));
        writer.Printf("\tHits = %#lx, misses = %#lx, dups = %#lx\n",
            row.Hash.Number("mh_stat.mhs_hit"), row.Hash.Number("mh_stat.mhs_miss"), row.Hash.Number("mh_stat.mhs_coll"));
        writer.Printf("\tMaximum chain length = %lx (at index %lx, first entry %p)\n", row.Longest, row.LongestAt, row.First);
    }
}
