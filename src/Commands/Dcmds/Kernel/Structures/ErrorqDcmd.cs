using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Shows error queues: what they took, lost and passed on.</summary>
[Dcmd("errorq")]
internal sealed class ErrorqDcmd : Dcmd
{
    // sys/errorq_impl.h and sys/errorq.h.
    private const ulong Active = 0x10000;
    private const ulong Vital = 0x1;
    private const ulong NameValues = 0x20000;

    private static readonly (string Label, string Member)[] Counters =
    [
        ("DISPATCHED", "dispatched"), ("DROPPED", "dropped"), ("LOGGED", "logged"), ("RESERVED", "reserved"),
        ("RESERVE FAIL", "reserve_fail"), ("COMMITTED", "committed"), ("COMMIT FAIL", "commit_fail"), ("CANCELLED", "cancelled"),
    ];

    private static readonly Column<Value>[] Columns =
    [
        new("addr", r => Cell.Address(r.Address)), new("name", r => r.Text("eq_name")), new("active", r => Has(r, Active)),
        new("vital", r => Has(r, Vital)), new("nvlist", r => Has(r, NameValues)),
        new("accept", r => Accepted(r)), new("drop", r => Dropped(r)), new("log", r => Count(r, "logged")),
        .. Counters.Select(c => new Column<Value>(c.Member, r => Count(r, c.Member))),
        new("qlen", r => r.Number("eq_qlen")), new("size", r => r.Number("eq_size")), new("ipl", r => r.Number("eq_ipl")),
        new("func", r => Cell.Symbolic(r.Number("eq_func"))),
    ];

    private static readonly Table<Value> Brief = new(Columns, "ADDR        NAME             S V N  ACCEPT    DROP     LOG", (r, w) =>
    {
        WriteFront(r, w);
        w.Printf("%7llu %7llu %7llu\n", Accepted(r), Dropped(r), Count(r, "logged"));
    });

    private static readonly Table<Value> Verbose = new(
        Columns, "ADDR        NAME             S V N KSTAT   QLEN   SIZE IPL             FUNC", WriteVerbose);

    public override DcmdInfo Info { get; } = new("errorq", "display kernel error queues")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the error queue at the address, or all: its state (+ active, - not), ! where the system depends on it, * where it holds
            lists of names and values, and how many errors it took, lost and passed on.

              -v  with all its counters
            """,
        Examples = ["::errorq", "::errorq -v"],
    };

    public override string? InputType => "errorq_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        // The detail between two queues makes the heading due again.
        bool verbose = options.Has('v');
        Action heading = verbose ? () => { } : () => call.Header(Brief);
        return KernelObject.Each(call, "errorq", heading, address =>
        {
            if (!KernelObject.TryRead(call.Run, "errorq_t", address, "failed to read errorq at ", out Value queue))
            {
                return Status.Error;
            }

            if (verbose && (!call.ToPipe || call.Stock))
            {
                call.Line(Verbose.Header!);
            }

            return call.Row(verbose ? Verbose : Brief, queue, new Item(address, queue.Type)) ? Status.Ok : Status.Abort;
        });
    }

    private static bool Has(Value queue, ulong flag) => (queue.Number("eq_flags") & flag) != 0;

    private static ulong Count(Value queue, string counter) => queue.Number($"eq_kstat.eqk_{counter}.value.ui64");

    private static ulong Accepted(Value queue) => unchecked(Count(queue, "dispatched") + Count(queue, "committed"));

    private static ulong Dropped(Value queue) =>
        unchecked(Count(queue, "dropped") + Count(queue, "reserve_fail") + Count(queue, "commit_fail"));

    private static void WriteFront(Value queue, MdbWriter writer) =>
        writer.Printf("%011p %-16s %s %s %s ", queue.Address, queue.Text("eq_name"),
            Has(queue, Active) ? "+" : "-", Has(queue, Vital) ? "!" : " ", Has(queue, NameValues) ? "*" : " ");

    private static void WriteVerbose(Value queue, MdbWriter writer)
    {
        WriteFront(queue, writer);
        writer.Printf("  |   %6lu %6lu %3u %a\n", queue.Number("eq_qlen"), queue.Number("eq_size"), queue.Number("eq_ipl"), queue.Number("eq_func"));
        writer.Printf("%37s|\n", "");
        bool first = true;
        foreach ((string label, string member) in Counters)
        {
            writer.Printf("%37s%s %12s %llu\n", "", first ? "+->" : "   ", label, Count(queue, member));
            first = false;
        }

        writer.NewLine();
    }
}
