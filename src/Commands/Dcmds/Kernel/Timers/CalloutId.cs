using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Finds the callout that a timeout id names.</summary>
[Dcmd("calloutid")]
internal sealed class CalloutId : Dcmd
{
    private const ulong StateBits = 3UL << 62;
    private const ulong LongTerm = 1UL << 31;
    private const ulong Executing = 1UL << 62;

    /// <param name="Id">As given.</param>
    /// <param name="Table">Number of the table.</param>
    /// <param name="Bucket">Chain of the hash of ids.</param>
    private sealed record Decoded(ulong Id, int Table, int Bucket)
    {
        public string Type => (Table & 1) == 0 ? "R" : "N";

        public bool IsExecuting => (Id & Executing) != 0;

        public bool IsLong => (Id & LongTerm) != 0;
    }

    private static readonly Table<Decoded> Layout = new(
        [
            new("seq", r => r.Table >> 1), new("type", r => r.Type), new("executing", r => r.IsExecuting), new("long", r => r.IsLong),
            new("xid", r => r.Id & ~StateBits), new("id_hash", r => r.Bucket),
        ],
        "SEQ T XL XID              IDHASH ",
        (r, w) => w.Printf("%-3d %1s %1s%1s %-?llx %-6d\n", r.Table >> 1, r.Type, r.IsExecuting ? "X" : " ", r.IsLong ? "L" : " ", r.Id & ~StateBits, r.Bucket));

    public override DcmdInfo Info { get; } = new("calloutid", "print callout by extended id")
    {
        Usage = "[-d|v] xid",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows the callouts whose ids share the hash chain of the id that timeout() gave.

              -d  only what the id says: processor, type, flags, hash chain
              -v  all members
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress)
        {
            call.Line("calloutid does not accept explicit address.");
            return Status.Usage;
        }

        if (CommandOptions.Parse(call, "dv") is not { } options || call.Arguments.Count != options.Rest + 1)
        {
            return Status.Usage;
        }

        if (!call.TryNumber(call.Arguments[options.Rest], out ulong id))
        {
            return Status.Error;
        }

        if (KernelObject.Variable(call.Run, "callout_table_bits") is not { } bits || bits > 32)
        {
            return call.Fail($"failed to read callout_table_bits: {Reasons.UnknownSymbol}");
        }

        int index = (int)(id & ((1UL << (int)bits) - 1));
        var decoded = new Decoded(id, index, (int)((id >> (int)bits) & (CalloutTables.Buckets - 1)));
        if (options.Has('d'))
        {
            call.Header(Layout);
            call.Row(Layout, decoded);
            return Status.Ok;
        }

        return Show(call, new CalloutRequest(options), decoded);
    }

    private static Status Show(Invocation call, CalloutRequest request, Decoded decoded)
    {
        Action<WalkFault> report = fault => KernelWalk.Report(call.Run, fault);
        if (!CalloutTables.TryFind(call.Session.Kernel, report, out CalloutTables? tables))
        {
            return Status.Error;
        }

        if (decoded.Table >= tables!.Count)
        {
            return call.Fail($"no callout table has the number {decoded.Table}");
        }

        ulong at = tables.Table(decoded.Table);
        if (!KernelObject.TryRead(call.Run, "callout_table_t", at, "failed to read callout_table at ", out Value table))
        {
            return Status.Error;
        }

        ulong[] callouts = [.. tables.ById(at, decoded.Bucket, report).UntilStopped(call.Run)];
        if (callouts.Length == 0)
        {
            call.Line("id hash chain for this xid is empty");
            return Status.Ok;
        }

        var listing = new CalloutListing(call, request, tables, report);
        _ = callouts.All(callout => listing.ShowById(new CalloutTableRow(decoded.Table, table), callout));
        return Status.Ok;
    }
}
