using Commands.Pipeline;
using Commands.Walkers.Kernel.Files;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Shows the address space of a process.</summary>
[Dcmd("pmap")]
internal sealed class PMap : Dcmd
{
    private const int Kilobyte = 1024;

    private const int PageSize = 4096;

    /// <summary>Bytes that stock mdb has for a path.</summary>
    private const int PathBuffer = 29;

    private enum Kind { Other, File, Anonymous, Hole }

    /// <param name="Segment">The <c>struct seg</c>.</param>
    /// <param name="Kind">What is mapped.</param>
    /// <param name="Vnode">Of a file.</param>
    /// <param name="Resident">Bytes in memory; null where that is not known of this kind of segment.</param>
    /// <param name="Path">Of a file.</param>
    /// <param name="Hole">Name of a hole.</param>
    private sealed record Row(Value Segment, Kind Kind, ulong Vnode, ulong? Resident, VnodePath? Path, string? Hole)
    {
        public ulong Operations => Segment.Number("s_ops");

        public ulong Kilobytes => Segment.Number("s_size") / Kilobyte;
    }

    private static readonly Table<Row> Layout = new(
        [
            .. Shared(), new("resident", r => r.Resident is { } bytes ? bytes / Kilobyte : Cell.None), new("path", r => r.Path?.Text),
            new("hole", r => r.Hole),
        ],
        "             SEG             BASE     SIZE      RES PATH",
        (r, w) =>
        {
            w.Printf("%0?p %0?p %7dk", r.Segment.Address, r.Segment.Number("s_base"), r.Kilobytes);
            switch (r.Kind)
            {
                case Kind.File: w.Printf(" %7ldk %s\n", r.Resident / Kilobyte, r.Path?.InBuffer(PathBuffer) ?? VnodePaths.Unknown); break;
                case Kind.Anonymous: w.Printf(" %7ldk [ anon ]\n", r.Resident / Kilobyte); break;
                case Kind.Hole: w.Printf(" %8s [ hole:%s ]\n", "-", r.Hole); break;
                default: w.Printf(" %8s [ &%a ]\n", "?", r.Operations); break;
            }
        });

    private static readonly Table<Row> Quick = new(
        Shared(),
        "             SEG             BASE     SIZE VNODE",
        (r, w) =>
        {
            w.Printf("%0?p %0?p %7dk", r.Segment.Address, r.Segment.Number("s_base"), r.Kilobytes);
            switch (r.Kind)
            {
                case Kind.File: w.Printf(" %0?p\n", r.Vnode); break;
                case Kind.Anonymous: w.Printf(" [ anon ]\n"); break;
                default: w.Printf(" [ &%a ]\n", r.Operations); break;
            }
        });

    public override DcmdInfo Info { get; } = new("pmap", "print process memory map")
    {
        Usage = "[-q]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the segments of the address space of the process at the address: base, size, what of it is in memory, and what is mapped.

              -q  quick: the vnode in the place of its path, and nothing is looked for in memory
            """,
        Examples = ["::pgrep init | ::pmap", "::pgrep init | ::pmap -q"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "q") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "proc_t", call.Address, "failed to read proc at ", out Value process))
        {
            return Status.Error;
        }

        bool quick = options.Has('q');
        Table<Row> table = quick ? Quick : Layout;
        call.Header(table);
        ulong space = process.Number("p_as");
        if (KernelObject.Walk(call, "seg", space, $"failed to walk segments of as {space:x}") is not { } segments)
        {
            return Status.Error;
        }

        var kinds = new SegmentKinds(call.Run);
        foreach (Item item in segments)
        {
            if (!KernelObject.TryRead(call.Run, "struct seg", item.Bits, "can't read seg at ", out Value segment))
            {
                return Status.Error;
            }

            if (!call.Row(table, Of(call.Run, kinds, segment, quick), new Item(item.Bits, segment.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static Row Of(Run run, SegmentKinds kinds, Value segment, bool quick)
    {
        ulong data = segment.Number("s_data");
        if (data != 0 && kinds.IsVnode(segment))
        {
            KernelObject.TryReadPart(run, "struct segvn_data", data, out Value mapping);
            ulong vnode = mapping.Type is null ? 0 : mapping.Number("vp");
            ulong? resident = quick ? null : (ulong)KernelObject.Elements(run, "segvn_pages", data).LongCount() * PageSize;
            VnodePath? path = quick || vnode == 0 ? null : PathNames.Of(run, vnode);
            return new Row(segment, vnode == 0 ? Kind.Anonymous : Kind.File, vnode, resident, path, null);
        }

        return !quick && kinds.IsHole(segment) && HoleName(run, data) is { } hole
            ? new Row(segment, Kind.Hole, 0, null, null, hole)
            : new Row(segment, Kind.Other, 0, null, null, null);
    }

    /// <summary>shd_name of <c>struct seghole_data</c> (vm/seg_hole.h). A dump without that type is read all the same: it is the only member.</summary>
    private static string? HoleName(Run run, ulong data)
    {
        if (run.Session.FindType("struct seghole_data", out _) is not null)
        {
            return KernelObject.TryReadPart(run, "struct seghole_data", data, out Value hole) ? hole.Text("shd_name") : null;
        }

        return run.Session.FindType("char *", out _) is { } text && new Value(run.Memory, text, data).TryString(out string name) ? name : null;
    }

    private static Column<Row>[] Shared() =>
    [
        new("seg", r => Cell.Address(r.Segment.Address)), new("base", r => Cell.Address(r.Segment.Number("s_base"))),
        new("size", r => r.Kilobytes), new("kind", r => r.Kind.ToString().ToLowerInvariant()), new("ops", r => Cell.Symbolic(r.Operations)),
        new("vnode", r => r.Vnode == 0 ? Cell.None : Cell.Address(r.Vnode)),
    ];
}
