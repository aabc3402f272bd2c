using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Lists stream heads.</summary>
[Dcmd("stdata")]
internal sealed class Stdata : Dcmd
{
    private const int ArrowColumn = 26;

    private static readonly StreamListing Listing = new(
        "stream_head_cache",
        "stdata_t",
        new Table<Value>(
            [
                new("addr", r => Cell.Address(r.Address)), new("wrq", r => Cell.Address(r.Number("sd_wrq"))),
                new("flags", r => r.Number("sd_flag")), new("vnode", r => Cell.Address(r.Number("sd_vnode"))),
                new("pushcnt", r => r.Signed("sd_pushcnt")), new("anchor", r => r.Signed("sd_anchor")), new("refcnt", r => r.Signed("sd_refcnt")),
            ],
            "            ADDR              WRQ    FLAGS            VNODE N/A REF",
            (r, w) => w.Printf("%0?p %0?p %08x %0?p %d/%d %d\n", r.Address, r.Number("sd_wrq"), r.Number("sd_flag"), r.Number("sd_vnode"),
                (int)r.Signed("sd_pushcnt"), (int)r.Signed("sd_anchor"), (int)r.Signed("sd_refcnt"))),
        r => [new FlagDrawing("flag_names", ArrowColumn, StreamFlags.Stream, r.Number("sd_flag"))]);

    public override DcmdInfo Info { get; } = new("stdata", "print stdata_t's")
    {
        Usage = "[-q|v] [-f flag] [-F flag]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the stream head at the address, or all: queue, flags, vnode, modules pushed / anchor, references.

              -q       the address only
              -v       with the names of its flags
              -f flag  those with this flag, addresses only
              -F flag  those without this flag, addresses only
            """,
        Examples = ["::stdata -v", "::stdata -f STRISTTY"],
    };

    public override string? InputType => Listing.TypeName;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qv", texts: "fF") is not { } options || options.Rest != call.Arguments.Count
            || !FlagFilter.TryFlag(call, options.Text('f'), "stream flag", StreamFlags.Stream, out ulong set)
            || !FlagFilter.TryClearFlag(call, options, "stream flag", StreamFlags.Stream, out ulong clear))
        {
            return Status.Usage;
        }

        return Listing.Show(call, options.Has('v'), brief: "qfF".Any(options.Has), stream =>
            (stream.Number("sd_flag") & set) == set && (stream.Number("sd_flag") & clear) == 0);
    }
}
