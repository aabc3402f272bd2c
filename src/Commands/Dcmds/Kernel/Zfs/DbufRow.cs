using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>A buffer of the data management unit (<c>dmu_buf_impl_t</c>, sys/dbuf.h).</summary>
/// <param name="Buffer">Read whole.</param>
/// <param name="ObjectSet">Name of what it belongs to.</param>
internal sealed record DbufRow(Value Buffer, string ObjectSet)
{
    /// <summary>DMU_META_DNODE_OBJECT: the object that holds the dnodes of all others.</summary>
    public const ulong MetaDnode = 0;

    /// <summary>DMU_BONUS_BLKID: the area behind the dnode itself.</summary>
    public const ulong Bonus = ulong.MaxValue;

    private const string Unknown = "???";

    public static readonly IReadOnlyList<Column<DbufRow>> Columns =
    [
        new("addr", r => Cell.Address(r.Buffer.Address)), new("object", r => r.Object), new("lvl", r => r.Buffer.Number("db_level")),
        new("blkid", r => r.Block), new("holds", r => r.Holds), new("os", r => r.ObjectSet),
    ];

    public static readonly Table<DbufRow> Layout = new(
        Columns,
        "            addr   object lvl     blkid holds os",
        (r, w) => w.Printf("%16p %8s %3u %9s %5llu %s\n", r.Buffer.Address, r.Object == MetaDnode ? "mdn" : $"{r.Object:x}",
            (uint)r.Buffer.Number("db_level"), r.Block == Bonus ? "bonus" : $"{r.Block:x}", r.Holds, r.ObjectSet));

    public ulong Object => Buffer.Number("db.db_object");

    public ulong Level => Buffer.Number("db_level");

    public ulong Block => Buffer.Number("db_blkid");

    private ulong Holds => Buffer.Number("db_holds.rc_count");

    public static DbufRow Of(Run run, Value buffer) => new(buffer, NameOf(run, buffer.Number("db_objset")));

    /// <summary>Name of a set of objects: of its dataset and, behind @, of the snapshot; mos for the one that belongs to the pool itself.</summary>
    public static string NameOf(Run run, ulong set)
    {
        if (!KernelObject.TryReadPart(run, "objset_t", set, out Value objects))
        {
            return Unknown;
        }

        if (objects.Number("os_dsl_dataset") is not (not 0 and var address))
        {
            return "mos";
        }

        if (!KernelObject.TryReadPart(run, "dsl_dataset_t", address, out Value dataset))
        {
            return Unknown;
        }

        string snapshot = dataset.Text("ds_snapname");
        string name = Directory(run, dataset.Number("ds_dir"));
        return snapshot.Length > 0 ? $"{name}@{snapshot}" : name;
    }

    private static string Directory(Run run, ulong address)
    {
        var names = new List<string>();
        var seen = new HashSet<ulong>();
        while (address != 0)
        {
            if (!seen.Add(address))
            {
                run.PartialAlways(WalkFault.Loop("dsl_dir_t", address, address).Problem);
                break;
            }

            if (names.Count == Limits.PathComponents)
            {
                run.PartialAlways(WalkFault.TooMany("dsl_dir_t", Limits.PathComponents, address).Problem);
                names.Add(Unknown);
                break;
            }

            if (!KernelObject.TryReadPart(run, "dsl_dir_t", address, out Value directory))
            {
                names.Add(Unknown);
                break;
            }

            names.Add(directory.Text("dd_myname"));
            address = directory.Number("dd_parent");
        }

        names.Reverse();
        return names.Count == 0 ? Unknown : string.Join('/', names);
    }
}
