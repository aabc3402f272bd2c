using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Lists the mounted file systems.</summary>
[Dcmd("fsinfo")]
internal sealed class FsInfo : Dcmd
{
    private const string Heading = "            VFSP FS              MOUNT";
    private const int LongestMount = 48;
    private const int CutMount = 44;

    // sys/vfs.h: MO_SET, MO_HASVALUE.
    private const ulong OptionSet = 1;
    private const ulong OptionHasValue = 4;

    private sealed record Row(Value Vfs, string Type, string Mount, string Resource, string Options);

    private static readonly Column<Row>[] Brief =
        [new("addr", r => Cell.Address(r.Vfs.Address)), new("fs", r => r.Type), new("mount", r => r.Mount)];

    private static readonly Table<Row> Layout = new(
        Brief,
        Heading,
        (r, w) => WriteMount(r, w, r.Mount.Length >= LongestMount ? r.Mount[..CutMount] + "..." : r.Mount));

    private static readonly Table<Row> Wide = new(
        [.. Brief, new("resource", r => r.Resource), new("options", r => r.Options)],
        Heading,
        (r, w) =>
        {
            WriteMount(r, w, r.Mount);
            w.Printf("%?s %s\n", "R:", r.Resource);
            if (r.Options.Length > 0)
            {
                w.Printf("%?s %s\n", "O:", r.Options);
            }
        });

    public override DcmdInfo Info { get; } = new("fsinfo", "print mounted filesystems")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the mounted file systems: kind and mount point. -v: also what is mounted, and the options.",
        Examples = ["::fsinfo", "::fsinfo -v"],
    };

    public override string? InputType => "struct vfs";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        Table<Row> table = options.Has('v') ? Wide : Layout;
        string failure = $"failed to walk file system list: {Reasons.WalkInit}";
        return KernelObject.Each(call, "vfs", () => call.Header(table), address =>
            KernelObject.Row(call, "struct vfs", address, "failed to read vfs_t ", table, vfs => Of(call.Run, vfs)), failure);
    }

    private static Row Of(Run run, Value vfs) => new(
        vfs, FileSystemType.Of(run.Session.Kernel, vfs) ?? "?", Text(vfs, "vfs_mntpt"), Text(vfs, "vfs_resource"), Options(run, vfs));

    private static void WriteMount(Row row, MdbWriter writer, string mount) =>
        writer.Printf("%?p %-15s %s\n", row.Vfs.Address, row.Type, mount);

    /// <summary>Text of a refstr_t, whose array is declared with one element.</summary>
    private static string Text(Value vfs, string member) =>
        vfs.TryGet(member + "->rs_string", out Value text) ? text.TextBehind() ?? "" : "";

    private static string Options(Run run, Value vfs)
    {
        var set = new List<string>();
        if (vfs.TryGet("vfs_mntopts.mo_list", out Value list) && list.TryDereference(out Value first))
        {
            ulong count = WalkFault.AtMost(
                vfs.Number("vfs_mntopts.mo_count"), Limits.MountOptions, "mntopt_t", first.Address, fault => KernelWalk.Report(run, fault));

            for (ulong i = 0; i < count && !run.ShouldStop; i++)
            {
                var option = new Value(first.Space, first.Type, unchecked(first.Address + (i * first.Type.Size)));
                if (!option.TryGet("mo_flags", out Value word) || !word.TryUInt64(out ulong flags))
                {
                    run.Missing(option.Address);
                    break;
                }

                if ((flags & OptionSet) != 0)
                {
                    set.Add(option.Text("mo_name") + ((flags & OptionHasValue) != 0 ? "=" + option.Text("mo_arg") : ""));
                }
            }
        }

        ulong zone = vfs.Number("vfs_zone");
        if (zone != 0 && zone != KernelObject.Variable(run, "global_zone") && vfs.Follow("vfs_zone", out Value owner))
        {
            set.Add("zone=" + owner.Text("zone_name"));
        }

        return string.Join(',', set);
    }
}
