using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows devices of pools (<c>vdev_t</c>, sys/vdev_impl.h), each with those that it is made of.</summary>
internal static class VdevTree
{
    /// <summary>A device and its depth in the tree, and its counters where they are asked for.</summary>
    private sealed record Row(Value Vdev, int Depth)
    {
        public string State => Vdev.Number("vdev_state") is var state && state < (ulong)States.Length ? States[state] : "UNKNOWN";

        public string Reason =>
            Vdev.Number("vdev_stat.vs_aux") is var reason && reason < (ulong)Reasons.Length ? Reasons[reason] : "UNKNOWN";

        public string Description => Vdev.Text("vdev_path") is { Length: > 0 } path ? path
            : Vdev.TryGet("vdev_ops->vdev_op_type", out Value type) && type.TryString(out string kind) && kind.Length > 0 ? kind
            : "<unknown>";
    }

    // vdev_state_t and vdev_aux_t of sys/fs/zfs.h.
    private static readonly string[] States = ["UNKNOWN", "CLOSED", "OFFLINE", "REMOVED", "CANT_OPEN", "FAULTED", "DEGRADED", "HEALTHY"];

    private static readonly string[] Reasons =
    [
        "-", "OPEN_FAILED", "CORRUPT_DATA", "NO_REPLICAS", "BAD_GUID_SUM", "TOO_SMALL", "BAD_LABEL", "VERS_NEWER", "VERS_OLDER",
        "UNSUP_FEAT", "SPARED", "ERR_EXCEEDED", "IO_FAILURE", "BAD_LOG", "EXTERNAL", "SPLIT_POOL", "CHILDREN_OFFLINE",
    ];

    /// <summary>zio_type_t from ZIO_TYPE_READ on.</summary>
    private static readonly string[] Operations = ["READ", "WRITE", "FREE", "CLAIM", "IOCTL"];

    private static readonly Column<Row>[] Columns =
    [
        new("addr", r => Cell.Address(r.Vdev.Address)), new("state", r => r.State), new("aux", r => r.Reason),
        new("description", r => r.Description), new("depth", r => r.Depth),
    ];

    private static readonly Table<Row> Layout = new(
        Columns,
        "ADDR             STATE     AUX          DESCRIPTION                        ",
        (r, w) => w.Printf("%0?p %-9s %-12s %*s%s\n", r.Vdev.Address, r.State, r.Reason, r.Depth * 2, "", r.Description));

    private static readonly Table<Row> WithErrors = new(
        [
            .. Columns, .. Operations.Select((name, i) => Counter("ops_" + name, "vs_ops", i + 1)),
            .. Operations.Select((name, i) => Counter("bytes_" + name, "vs_bytes", i + 1)),
            Error("read"), Error("write"), Error("checksum"),
        ],
        Layout.Header,
        (r, w) =>
        {
            Layout.WriteRow(r, w);
            w.Printf("\n       %12s %12s %12s %12s %12s\n", "READ", "WRITE", "FREE", "CLAIM", "IOCTL");
            foreach ((string label, string member) in ((string, string)[])[("OPS", "vs_ops"), ("BYTES", "vs_bytes")])
            {
                w.Printf("%-6s", label);
                for (int i = 1; i <= Operations.Length; i++)
                {
                    w.Printf("  %#11llx", r.Vdev.Number($"vdev_stat.{member}[{i}]"));
                }

                w.Printf("\n");
            }

            w.Printf("%-6s  %#11llx\n", "EREAD", r.Vdev.Number("vdev_stat.vs_read_errors"));
            w.Printf("%-6s  %#11llx\n", "EWRITE", r.Vdev.Number("vdev_stat.vs_write_errors"));
            w.Printf("%-6s  %#11llx\n\n", "ECKSUM", r.Vdev.Number("vdev_stat.vs_checksum_errors"));
        });

    /// <summary>Shows a device, and what the options ask for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="output">Where to.</param>
    /// <param name="vdev">Address of the device.</param>
    /// <param name="options">What of it.</param>
    /// <param name="heading">Whether the heading is due.</param>
    public static Status Show(Invocation call, Pipeline.Output output, ulong vdev, VdevOptions options, bool heading)
    {
        Table<Row> table = options.Errors ? WithErrors : Layout;
        string[] names = [.. MetaslabListing.Names(options), .. table.Names];
        table = names.Length == table.Names.Count ? table : table.And(names);
        var space = new MetaslabListing(call, output, options, names);
        if (heading && !call.ToPipe)
        {
            output.Emit(new TextEvent(table.Header + "\n"));
        }

        var seen = new HashSet<ulong>();
        var waiting = new Stack<(ulong From, ulong Vdev, int Depth)>();
        waiting.Push((vdev, vdev, 0));
        while (waiting.TryPop(out (ulong From, ulong Vdev, int Depth) next))
        {
            if (!seen.Add(next.Vdev) || next.Depth > Limits.DeviceDepth)
            {
                call.Run.PartialAlways(WalkFault.Loop("vdev", next.From, next.Vdev).Problem);
                continue;
            }

            if (!KernelObject.TryRead(call.Run, "vdev_t", next.Vdev, "failed to read vdev_t at ", out Value value))
            {
                if (next.Depth == 0)
                {
                    return Status.Error;
                }

                continue;
            }

            if (!output.Emit(new RowEvent<Row>(table, new Row(value, next.Depth), new Item(next.Vdev, value.Type)))
                || !space.Show(value) || call.Run.ShouldStop)
            {
                return Status.Abort;
            }

            if (options.Below)
            {
                Push(call, waiting, value, next.Depth + 1);
            }
        }

        return Status.Ok;
    }

    private static void Push(Invocation call, Stack<(ulong From, ulong Vdev, int Depth)> waiting, Value vdev, int depth)
    {
        ulong children = WalkFault.AtMost(
            vdev.Number("vdev_children"), Limits.VdevChildren, "vdev", vdev.Address, fault => KernelWalk.Report(call.Run, fault));

        ulong list = vdev.Number("vdev_child");
        for (ulong i = children; i-- > 0;)
        {
            if (call.Target.Memory.TryReadUInt64(unchecked(list + (i * 8)), out ulong child))
            {
                waiting.Push((vdev.Address, child, depth));
            }
            else
            {
                call.Run.Missing(unchecked(list + (i * 8)));
            }
        }
    }

    private static Column<Row> Counter(string name, string member, int index) =>
        new(name.ToLowerInvariant(), r => r.Vdev.Number($"vdev_stat.{member}[{index}]"));

    private static Column<Row> Error(string kind) => new(kind + "_errors", r => r.Vdev.Number($"vdev_stat.vs_{kind}_errors"));
}
