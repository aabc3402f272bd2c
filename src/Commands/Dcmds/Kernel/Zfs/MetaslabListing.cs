using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Zfs;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the space of a top-level device: its regions, and what the allocator knows of it.</summary>
internal sealed class MetaslabListing(Invocation call, Pipeline.Output output, VdevOptions options, IReadOnlyList<string> names)
{
    /// <summary>ZFS_FRAG_INVALID of sys/fs/zfs.h.</summary>
    private const ulong UnknownFragmentation = ulong.MaxValue;

    private static readonly Table<Value> Metaslab = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Number("ms_id")), new("offset", r => Cell.Address(r.Number("ms_start"))),
            new("size", r => r.Number("ms_size")), new("free", r => Free(r)), new("fragmentation", r => Fragmentation(r, "ms_fragmentation")),
        ],
        "ADDR                 ID               OFFSET       FREE FRAGMENTATION",
        (r, w) =>
        {
            w.Printf("%0?p %6llu %20llx %10s ", r.Address, r.Number("ms_id"), r.Number("ms_start"), MdbWriter.HumanSize(Free(r)));
            WritePercent(w, r.Number("ms_fragmentation"));
            w.NewLine();
        });

    private static readonly Table<Value> Group = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("free_percent", r => r.Number("mg_free_capacity")),
            new("fragmentation", r => Fragmentation(r, "mg_fragmentation")),
        ],
        "ADDR                   FREE FRAGMENTATION",
        (r, w) =>
        {
            w.Printf("%0?p %9llu%% ", r.Address, r.Number("mg_free_capacity"));
            WritePercent(w, r.Number("mg_fragmentation"));
            w.NewLine();
        });

    /// <summary>Columns of what the options ask for; all rows of a command have them all.</summary>
    public static IEnumerable<string> Names(VdevOptions options) =>
    [
        .. options.Metaslabs ? Metaslab.Names : [], .. options.Groups ? Group.Names : [],
        .. options.Histograms && (options.Metaslabs || options.Groups) ? Histogram.Names : [],
    ];

    /// <summary>Shows what the options ask for; false when the reader has enough.</summary>
    public bool Show(Value vdev) =>
        (!options.Groups || vdev.Number("vdev_mg") is not (not 0 and var group) || ShowGroup(group))
        && (!options.Metaslabs || vdev.Number("vdev_ms_count") == 0 || ShowMetaslabs(vdev.Address));

    private bool ShowGroup(ulong address)
    {
        Heading(Group);
        return !KernelObject.TryRead(call.Run, "metaslab_group_t", address, "failed to read metaslab_group_t at ", out Value group)
            || (output.Emit(new RowEvent<Value>(Group.And(names), group, new Item(address, group.Type)))
                && (!options.Histograms || Histogram.Show(output, address, group, "mg_histogram", 0, names))
                && output.Emit(new TextEvent("\n")));
    }

    private bool ShowMetaslabs(ulong vdev)
    {
        Heading(Metaslab);
        Table<Value> table = Metaslab.And(names);
        foreach (ulong address in Metaslabs.OfDevice(call.Session.Kernel, vdev, fault => KernelWalk.Report(call.Run, fault)).UntilStopped(call.Run))
        {
            if (!KernelObject.TryRead(call.Run, "metaslab_t", address, "failed to read metaslab_t at ", out Value metaslab))
            {
                continue;
            }

            if (!output.Emit(new RowEvent<Value>(table, metaslab, new Item(address, metaslab.Type)))
                || (options.Histograms && metaslab.Follow("ms_sm", out Value map) && map.Follow("sm_phys", out Value stored)
                    && !Histogram.Show(output, address, stored, "smp_histogram", (int)map.Number("sm_shift"), names)))
            {
                return false;
            }
        }

        return output.Emit(new TextEvent("\n"));
    }

    private void Heading(Table<Value> table)
    {
        if (!call.ToPipe)
        {
            output.Emit(new TextEvent("\n" + table.Header + "\n"));
        }
    }

    /// <summary>Bytes that are not taken, by what the last transaction group wrote.</summary>
    private static ulong Free(Value metaslab)
    {
        ulong taken = metaslab.TryGet("ms_allocated_space", out Value known) && known.TryUInt64(out ulong bytes) ? bytes
            : metaslab.Number("ms_sm->sm_phys->smp_alloc");
        ulong size = metaslab.Number("ms_size");
        return taken > size ? 0 : size - taken;
    }

    private static Cell Fragmentation(Value value, string member) => value.Number(member) is var percent and not UnknownFragmentation ? percent : Cell.None;

    private static void WritePercent(MdbWriter writer, ulong percent)
    {
        if (percent == UnknownFragmentation)
        {
            writer.Printf("%13s", "-");
        }
        else
        {
            writer.Printf("%12llu%%", percent);
        }
    }
}
