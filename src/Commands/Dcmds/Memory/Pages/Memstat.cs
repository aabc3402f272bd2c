using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Memory;
using DumpReader.Problems;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>What the memory of the machine was used for.</summary>
[Dcmd("memstat")]
internal sealed class Memstat : Dcmd
{
    private const ulong PageSize = 4096;

    private sealed record Row(string Category, ulong Pages, ulong? Percent)
    {
        public ulong Megabytes => unchecked(Pages * PageSize) >> 20;
    }

    private static readonly Table<Row> Layout = new(
        [
            new("category", r => r.Category), new("pages", r => r.Pages), new("mb", r => r.Megabytes),
            new("percent", r => r.Percent is { } percent ? percent : Cell.None),
        ],
        "Page Summary                Pages                MB  %Tot\n------------     ----------------  ----------------  ----",
        (r, w) =>
        {
            w.Printf("%-16s %16llu  %16llu", r.Category, r.Pages, r.Megabytes);
            if (r.Percent is { } percent)
            {
                w.Printf("  %3lu%%", percent);
            }

            w.NewLine();
        });

    /// <summary>In the order of the lines; those that are there only if there is any.</summary>
    private static readonly (string Category, PageUse Use, bool Always)[] Lines =
    [
        ("Kernel", PageUse.Kernel, true), ("Boot pages", PageUse.Boot, false), ("ZFS File Data", PageUse.ZfsData, false),
        ("VMM Memory", PageUse.Vmm, false), ("Anon", PageUse.Anonymous, true), ("Exec and libs", PageUse.Executable, true),
        ("Page cache", PageUse.Cache, true), ("Free (cachelist)", PageUse.FreeCached, true),
    ];

    public override DcmdInfo Info { get; } = new("memstat", "display memory usage summary")
    {
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Counts the pages of memory by what they were used for: the kernel, files, anonymous
            memory, free. Looks at every page structure, on all processors.

              -s  is accepted and means nothing
            """,
        Examples = ["::memstat"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", "s") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (Variable(call, "total_pages") is not { } total || Variable(call, "physmem") is not { } physical
            || PageCensus.Of(call.Session.Kernel, fault => KernelWalk.Report(call.Run, fault)) is not { } census)
        {
            return Status.Error;
        }

        PageCounts counts = census.Count(call.Run.Watch("::memstat"));
        if (counts.Missing != 0)
        {
            call.Run.Missing(counts.Missing);
        }
        else if (counts.Looked < census.Total)
        {
            call.Run.Partial(new Problem("MDB562", $"{counts.Looked} of {census.Total} page structures were looked at"));
        }

        Show(call, counts, total, physical);
        return Status.Ok;
    }

    private static void Show(Invocation call, PageCounts counts, ulong total, ulong physical)
    {
        call.Header(Layout);
        foreach ((string category, PageUse use, bool always) in Lines)
        {
            if (always || counts[use] != 0)
            {
                call.Row(Layout, Line(category, counts[use]));
            }
        }

        call.Row(Layout, Line("Free (freelist)", physical > counts.Owned ? physical - counts.Owned : 0));
        call.Line("");
        call.Row(Layout, new Row("Total", physical, null));
        if (physical != total)
        {
            // The names are those of stock mdb: physmem, what the kernel has to give, is its total.
            call.Row(Layout, new Row("Physical", total, null));
        }

        Row Line(string category, ulong pages) =>
            new(category, pages, physical == 0 ? 0 : unchecked((pages * 1000) + (5 * total)) / unchecked(physical * 10));
    }

    private static ulong? Variable(Invocation call, string name)
    {
        ulong? value = KernelObject.Variable(call.Run, name);
        if (value is null)
        {
            call.Run.Error($"unable to read {name}: {Reasons.UnknownSymbol}");
            call.Run.Partial(new Problem("MDB526", $"the dump has no symbol {name}"));
        }

        return value;
    }
}
