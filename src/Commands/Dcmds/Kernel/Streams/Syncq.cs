using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Lists synchronisation queues of STREAMS.</summary>
[Dcmd("syncq")]
internal sealed class Syncq : Dcmd
{
    private const int FlagColumn = 17;
    private const int TypeColumn = 21;

    private static readonly StreamListing Listing = new(
        "syncq_cache",
        "syncq_t",
        new Table<Value>(
            [
                new("addr", r => Cell.Address(r.Address)), new("flags", r => r.Number("sq_flags")), new("type", r => TypeOf(r)),
                new("count", r => r.Number("sq_count")), new("nqueues", r => r.Number("sq_nqueues")),
                new("outer", r => Cell.Address(r.Number("sq_outer"))), new("svcflags", r => r.Number("sq_svcflags")),
                new("pri", r => r.Signed("sq_pri")),
            ],
            "            ADDR FLG TYP CNT NQS            OUTER SF PRI",
            (r, w) => w.Printf("%0?p %02x  %02x  %-3u %-3u %0?p  %1x %-3d\n", r.Address, r.Number("sq_flags"), TypeOf(r),
                r.Number("sq_count"), r.Number("sq_nqueues"), r.Number("sq_outer"), r.Number("sq_svcflags"), (int)r.Signed("sq_pri"))),
        r =>
        [
            new FlagDrawing("flag_names", FlagColumn, StreamFlags.Syncq, r.Number("sq_flags")),
            new FlagDrawing("type_names", TypeColumn, StreamFlags.SyncqType, TypeOf(r)),
        ]);

    public override DcmdInfo Info { get; } = new("syncq", "filter/display STREAM sync queue")
    {
        Usage = "[-q|v] [-f flag] [-F flag] [-t type] [-T type]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the syncq at the address, or all: flags, type, threads inside, queues with messages, outer perimeter, service flags, priority.

              -q       the address only
              -v       with the names of its flags and types
              -f flag  those with this flag, addresses only
              -F flag  those without this flag, addresses only
              -t type  those of this type, addresses only
              -T type  those not of this type, addresses only
            """,
        Examples = ["::syncq", "::syncq -v"],
    };

    public override string? InputType => Listing.TypeName;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qv", texts: "fFtT") is not { } options || options.Rest != call.Arguments.Count
            || !FlagFilter.TryFlag(call, options.Text('f'), "syncq flag", StreamFlags.Syncq, out ulong set)
            || !FlagFilter.TryFlag(call, options.Text('F'), "syncq flag", StreamFlags.Syncq, out ulong clear)
            || !FlagFilter.TryFlag(call, options.Text('t'), "syncq type", StreamFlags.SyncqType, out ulong type)
            || !FlagFilter.TryFlag(call, options.Text('T'), "syncq type", StreamFlags.SyncqType, out ulong otherType))
        {
            return Status.Usage;
        }

        return Listing.Show(call, options.Has('v'), brief: "qfFtT".Any(options.Has), syncq =>
            (syncq.Number("sq_flags") & set) == set && (syncq.Number("sq_flags") & clear) == 0
            && (TypeOf(syncq) & type) == type && (TypeOf(syncq) & otherType) == 0);
    }

    private static ulong TypeOf(Value syncq) => syncq.Number("sq_type") >> 8;
}
