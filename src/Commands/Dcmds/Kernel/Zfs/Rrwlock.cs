using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a lock that its readers may take again.</summary>
[Dcmd("rrwlock")]
internal sealed class Rrwlock : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)),
            new("writer", r => r.Number("rr_writer") is not 0 and var writer ? Cell.Address(writer) : Cell.None),
            new("anon_rcount", r => r.Number("rr_anon_rcount.rc_count")), new("linked_rcount", r => r.Number("rr_linked_rcount.rc_count")),
            new("writer_wanted", r => r.Number("rr_writer_wanted") != 0), new("track_all", r => r.Number("rr_track_all") != 0),
        ],
        Header: null,
        (r, w) =>
        {
            w.Printf("write lock held by thread %p\n", r.Number("rr_writer"));
            w.Printf("anonymous references: %llu\n", r.Number("rr_anon_rcount.rc_count"));
            w.Printf("linked references: %llu\n", r.Number("rr_linked_rcount.rc_count"));
            w.Printf("writer wanted: %s\n", r.Number("rr_writer_wanted") != 0 ? "yes" : "no");
        });

    public override DcmdInfo Info { get; } = new("rrwlock", "display rrwlock_t")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = "Shows the re-entrant lock for readers and writers at the address: its writer, its readers, and whether a writer waits.",
    };

    public override string? InputType => "rrwlock_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage
        : KernelObject.Row(call, "rrwlock_t", call.Address, "failed to read rrwlock_t at ", Layout, value => value);
}
