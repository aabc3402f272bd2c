using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the statistics of the cache of ZFS.</summary>
[Dcmd("arc")]
internal sealed class Arc : Dcmd
{
    private static readonly HashSet<string> Sizes = new(StringComparer.Ordinal)
    {
        "p", "c", "c_min", "c_max", "size", "arc_tempreserve", "evict_l2_cached", "evict_l2_eligible", "evict_l2_ineligible",
    };

    /// <param name="Shift">Bits that the text drops of a number of bytes.</param>
    private sealed record Row(string Name, ulong Value, int Shift)
    {
        public bool IsSize => Sizes.Contains(Name) || Name.StartsWith("arc_meta_", StringComparison.Ordinal)
            || Name.EndsWith("size", StringComparison.Ordinal) || Name.EndsWith("_bytes", StringComparison.Ordinal)
            || Name.Contains("_evictable_", StringComparison.Ordinal);

        public ulong Scaled => Value >> Shift;

        public string Unit => Shift switch { 0 => "B", 10 => "KB", 20 => "MB", _ => "GB" };
    }

    private static readonly Table<Row> Layout = new(
        [
            new("name", r => r.Name), new("value", r => r.Value), new("scaled", r => r.IsSize ? r.Scaled : Cell.None),
            new("unit", r => r.IsSize ? r.Unit : Cell.None),
        ],
        Header: null,
        (r, w) =>
        {
            w.Printf("%-25s = %9llu", r.Name, r.IsSize ? r.Scaled : r.Value);
            w.Printf(r.IsSize ? " %s\n" : "\n", r.Unit);
        });

    public override DcmdInfo Info { get; } = new("arc", "print ARC variables")
    {
        Usage = "[-bkmg]",
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows the statistics of the adaptive replacement cache, those that count bytes in megabytes.

              -b -k -m -g  in bytes, kilobytes, megabytes, gigabytes
            """,
        Examples = ["::arc", "::arc -b"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "bkmg") is not { } options || options.Rest < call.Arguments.Count || call.HasAddress)
        {
            return Status.Usage;
        }

        int shift = options.Has('b') ? 0 : options.Has('k') ? 10 : options.Has('g') ? 30 : 20;
        if (call.Session.FindSymbol(null, "arc_stats", out Symbol statistics) != SymbolLookup.Found)
        {
            return call.Fail($"failed to find 'arc_stats': {Reasons.UnknownSymbol}");
        }

        if (call.Session.Kernel.Type("kstat_named_t") is not { Type: { } type, Size: > 0 } named)
        {
            return call.Fail("failed to find kstat_named_t");
        }

        ulong count = WalkFault.AtMost(
            statistics.Size / named.Size, Limits.ArcStatistics, "kstat_named_t", statistics.Value, fault => KernelWalk.Report(call.Run, fault));
        for (ulong i = 0; i < count; i++)
        {
            ulong at = statistics.Value + (i * named.Size);
            if (!KernelObject.TryRead(call.Run, "kstat_named_t", at, "failed to read 'arc_stats' at ", out Value statistic))
            {
                return Status.Error;
            }

            if (!call.Row(Layout, new Row(statistic.Text("name"), statistic.Number("value.ui64"), shift), new Item(at, type)))
            {
                return Status.Abort;
            }
        }

        foreach (string name in (string[])["arc_no_grow", "arc_tempreserve"])
        {
            if (KernelObject.Variable(call.Run, name) is { } value && !call.Row(Layout, new Row(name, value, shift)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
