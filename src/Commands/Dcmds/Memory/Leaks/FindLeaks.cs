using Commands.Dcmds.Kernel;
using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Leaks;
using DumpReader.Symbols;

namespace Commands.Dcmds.Memory.Leaks;

/// <summary>Finds allocated kernel memory that nothing points to.</summary>
[Dcmd("findleaks")]
internal sealed class FindLeaks : Dcmd
{
    private const string Prefix = "findleaks";
    private const int FigureWidth = 30;

    public override DcmdInfo Info { get; } = new("findleaks", "search for potential kernel memory leaks")
    {
        Module = "genunix",
        Address = AddressUse.Optional,
        Usage = "[-dfv]",
        StockPipeForm = false,
        Help = """
            Looks for buffers that are allocated although no pointer to them is found: starting with the data of modules, the stacks of threads
            and kernel statistics, every aligned word that points into a buffer, at its start or inside, saves the buffer, whose own words are
            looked at in turn. What is left is shown by cache and by the stack that allocated it, where the caches keep stacks.

            An address shows only leaks with that program counter, or a function that begins there, on their stack. The results are kept;
            the walkers leak and leakbuf go through them.

            -d    show each leak with its stack
            -f    search again, whatever is kept
            -v    show figures of the search
            """,
        Examples = ["::findleaks", "::findleaks -dv"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "dfv") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (KernelObject.Variable(call.Run, "panicstr") is null or 0)
        {
            call.Line($"{Prefix}: cannot be run on a live dump.");
            return Status.Error;
        }

        LeakSearch search = call.Session.Kept<LeakSearch>();
        LeakFinder? found = options.Has('f') ? null : search.For(call.Run);
        if (found is not null)
        {
            if (options.Has('v'))
            {
                call.Line($"{Prefix}: using cached results (use '-f' to force a full run)");
            }
        }
        else if ((found = search.Run(call.Run)) is null)
        {
            // Half a search would call leaked what it has not come to.
            return call.Run.ShouldStop ? Status.Abort : Status.Error;
        }
        else if (options.Has('v'))
        {
            ShowFigures(call, search, found);
        }

        return Show(call, found, options.Has('d'));
    }

    private static Status Show(Invocation call, LeakFinder found, bool inDetail)
    {
        LeakRow[] rows =
        [
            .. found.Groups.All.Where(g => !call.HasAddress || Passes(call.Session, g, call.Address))
                .Select(g => LeakRow.Of(call.Session, found.Groups, g)).OrderBy(r => r.Group.Kind).ThenBy(r => r),
        ];
        bool first = true;
        foreach (IGrouping<LeakKind, LeakRow> table in rows.GroupBy(r => r.Group.Kind))
        {
            call.Text((first ? "" : "\n") + LeakRow.Layout(table.Key).Header + "\n");
            first = false;
            foreach (LeakRow row in table)
            {
                if (!call.Row(LeakRow.Layout(table.Key), row, new Item(row.Control)))
                {
                    return Status.Ok;
                }
            }

            var total = new LeakTotal(table.Key, table.Sum(r => r.Group.Count), table.Aggregate(0UL, (sum, row) => unchecked(sum + row.Group.Bytes)));
            call.Row(LeakTotal.Layout, total);
        }

        if (rows.Length == 0)
        {
            string which = call.HasAddress ? $"matching {AddressText.Of(call.Session, call.Address)} found" : "detected";
            call.Line($"{Prefix}: no memory leaks {which}");
        }
        else if (inDetail)
        {
            call.Line("");
            foreach (LeakRow row in rows)
            {
                LeakDetail.Show(call, row);
            }
        }

        return Status.Ok;
    }

    /// <summary>Whether the address, or a function that begins there, is on the stack.</summary>
    private static bool Passes(Session session, LeakGroup group, ulong address) =>
        group.Frames.Any(frame => frame == address || (session.TryFind(frame, out Symbol symbol, out _) && symbol.Value == address));

    private static void ShowFigures(Invocation call, LeakSearch search, LeakFinder found)
    {
        LeakCounters counters = found.Counters;
        Figure("maximum buffers", (long)found.Expected);
        Figure("actual buffers", found.Buffers.Count);
        call.Line(Prefix + ": ");
        Figure("potential pointers", counters.Words);
        Figure("dismissals", counters.Dismissals, counters.Words);
        Figure("misses", counters.Misses, counters.Words);
        Figure("dups", counters.Dups, counters.Words);
        Figure("follows", counters.Follows, counters.Words);
        call.Line(Prefix + ": ");
        long memory = found.Buffers.Bytes >> 10;
        call.Emit(new FigureEvent(Prefix, FigureWidth, "peak memory usage", memory) { Shown = (memory, "kB") });
        Seconds("elapsed CPU time", search.ProcessorTime);
        Seconds("elapsed wall time", search.Elapsed);
        call.Line(Prefix + ": ");

        void Figure(string name, long value, long? of = null) => call.Emit(new FigureEvent(Prefix, FigureWidth, name, value) { Of = of });

        void Seconds(string name, TimeSpan time) => call.Emit(FigureEvent.Seconds(Prefix, FigureWidth, name, time));
    }
}
