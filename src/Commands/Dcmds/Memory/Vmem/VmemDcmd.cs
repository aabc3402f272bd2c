using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Problems;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Vmem;

/// <summary>Shows the arenas of the kernel.</summary>
[Dcmd("vmem")]
internal sealed class VmemDcmd : Dcmd
{
    private sealed record Row(Value Arena, int Depth)
    {
        public string Name { get; } = Arena.Text("vm_name");

        public VmemCounters Counters { get; } = VmemCounters.Of(Arena);
    }

    private const int NameWidth = 21;

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Arena.Address)), new("name", r => r.Name), new("depth", r => r.Depth),
            new("inuse", r => r.Counters.InUse), new("total", r => r.Counters.Total),
            new("succeed", r => r.Counters.Allocations), new("fail", r => r.Counters.Failures),
        ],
        "ADDR             NAME                        INUSE        TOTAL   SUCCEED  FAIL",
        (r, w) => w.Printf("%0?p %-22s %10llu %12llu %9llu %5llu\n", r.Arena.Address, Indented(r),
            r.Counters.InUse, r.Counters.Total, r.Counters.Allocations, r.Counters.Failures));

    public override DcmdInfo Info { get; } = new("vmem", "print a vmem_t")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = """
            Shows arenas: what is in use of what they have, and how many requests succeeded and
            failed. Those that import from another arena stand below it, indented.
            """,
        Examples = ["::vmem", "::walk vmem | ::vmem"],
    };

    public override string? InputType => "vmem_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return KernelObject.Each(call, "vmem", () => call.Header(Layout), address => Show(call, address), $"can't walk vmem: {Reasons.WalkInit}");
    }

    private static Status Show(Invocation call, ulong address)
    {
        if (!KernelObject.TryRead(call.Run, "vmem_t", address, "couldn't read vmem at ", out Value arena))
        {
            return Status.Error;
        }

        var row = new Row(arena, Depth(call.Run, arena));
        return call.Row(Layout, row, new Item(address, arena.Type)) ? Status.Ok : Status.Abort;
    }

    /// <summary>How many arenas lie between this one and the last that it draws from.</summary>
    private static int Depth(Run run, Value arena)
    {
        var guard = new CycleGuard();
        guard.Visit(arena.Address);
        int depth = 0;
        for (ulong source = arena.Number("vm_source"); source != 0; depth++)
        {
            if (depth == Limits.VmemArenas)
            {
                run.PartialAlways(WalkFault.TooMany("vmem", Limits.VmemArenas, source).Problem);
                break;
            }

            if (!guard.Visit(source))
            {
                run.PartialAlways(new Problem("MDB522", $"vmem {arena.Address:x}: its sources come back to {source:x}", arena.Address));
                break;
            }

            if (!KernelObject.TryReadPart(run, "vmem_t", source, out Value from))
            {
                break;
            }

            source = from.Number("vm_source");
        }

        return depth;
    }

    private static string Indented(Row row)
    {
        string name = new string(' ', Math.Min(row.Depth * 2, NameWidth)) + row.Name;
        return name.Length > NameWidth ? name[..NameWidth] : name;
    }
}
