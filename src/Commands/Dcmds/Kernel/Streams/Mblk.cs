using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Lists STREAMS messages.</summary>
[Dcmd("mblk")]
internal sealed class Mblk : Dcmd
{
    private const int ArrowColumn = 31;

    private static readonly StreamListing Listing = new(
        "streams_mblk",
        "mblk_t",
        new Table<Value>(
            [
                new("addr", r => Cell.Address(r.Address)), new("flags", r => r.Number("b_flag")), new("type", r => TypeName(r)),
                new("len", r => Length(r)), new("blen", r => BufferLength(r)), new("rptr", r => Cell.Address(r.Number("b_rptr"))),
                new("dblk", r => Cell.Address(r.Number("b_datap"))),
            ],
            "            ADDR FL TYPE    LEN   BLEN              RPTR             DBLK",
            (r, w) => w.Printf("%0?p %-2x %-7s %-5ld %-5ld %0?p %0?p\n", r.Address, r.Number("b_flag"), TypeName(r), Length(r),
                BufferLength(r), r.Number("b_rptr"), r.Number("b_datap"))),
        r => [new FlagDrawing("flag_names", ArrowColumn, StreamFlags.Message, r.Number("b_flag"))]);

    public override DcmdInfo Info { get; } = new("mblk", "print an mblk")
    {
        Usage = "[-q|v] [-f|F flag] [-t|T type] [-l|L|B len] [-d dbaddr]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the message block at the address, or all: flags, type, length of data and buffer, where the data begin, data block.

              -q         the address only
              -v         with the names of its flags
              -f flag    those with this flag, addresses only
              -F flag    those without this flag, addresses only
              -t type    those of this type, e.g. M_DATA, addresses only
              -T type    those not of this type, addresses only
              -l len     those with so many bytes of data, addresses only
              -L len     those with at most so many, addresses only
              -G len     those with at least so many, addresses only
              -b len     those with a buffer of so many bytes, addresses only
              -d dbaddr  those with this data block, addresses only
            """,
        Examples = ["::mblk", "::mblk -t M_PROTO"],
    };

    public override string? InputType => Listing.TypeName;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qv", numbers: "lLGbd", texts: "fFtT") is not { } options || options.Rest != call.Arguments.Count
            || !FlagFilter.TryFlag(call, options.Text('f'), "mblk flag", StreamFlags.Message, out ulong set)
            || !FlagFilter.TryClearFlag(call, options, "mblk flag", StreamFlags.Message, out ulong clear)
            || !FlagFilter.TryType(call, options.Text('t'), "dblk type", MessageTypes.All, out ulong type)
            || !FlagFilter.TryType(call, options.Text('T'), "dblk type", MessageTypes.All, out ulong otherType))
        {
            return Status.Usage;
        }

        return Listing.Show(call, options.Has('v'), brief: "qfFtTlLGbd".Any(options.Has), message =>
            (message.Number("b_flag") & set) == set && (message.Number("b_flag") & clear) == 0
            && (!options.Has('t') || TypeOf(message) == type)
            && (!options.Has('T') || TypeOf(message) != otherType)
            && (!options.TryNumber('l', out ulong exact) || Length(message) == (long)exact)
            && (!options.TryNumber('L', out ulong most) || Length(message) <= (long)most)
            && (!options.TryNumber('G', out ulong least) || Length(message) >= (long)least)
            && (!options.TryNumber('b', out ulong buffer) || BufferLength(message) == (long)buffer)
            && (!options.TryNumber('d', out ulong block) || message.Number("b_datap") == block));
    }

    private static ulong? TypeOf(Value message) =>
        message.TryGet("b_datap->db_type", out Value type) && type.TryUInt64(out ulong code) ? code : null;

    private static string TypeName(Value message) => TypeOf(message) is { } type ? MessageTypes.NameOf(type) : "UNKNOWN";

    private static long Length(Value message) => unchecked((long)(message.Number("b_wptr") - message.Number("b_rptr")));

    private static long BufferLength(Value message) =>
        unchecked((long)(message.Number("b_datap->db_lim") - message.Number("b_datap->db_base")));
}
