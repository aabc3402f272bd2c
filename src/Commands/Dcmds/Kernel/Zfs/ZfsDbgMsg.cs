using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the messages that ZFS keeps for its debugging.</summary>
[Dcmd("zfs_dbgmsg")]
internal sealed class ZfsDbgMsg : Dcmd
{
    private sealed record Row(ulong Address, long Time, string Message);

    private static readonly Column<Row>[] Columns =
        [new("addr", r => Cell.Address(r.Address)), new("time", r => r.Time), new("message", r => r.Message)];

    public override DcmdInfo Info { get; } = new("zfs_dbgmsg", "print zfs debug log")
    {
        Usage = "[-va]",
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows the messages that ZFS noted for its debugging, oldest first.

              -v  with the time of each
              -a  with the address of each
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "va") is not { } options || options.Rest < call.Arguments.Count || call.HasAddress)
        {
            return Status.Usage;
        }

        if (!call.Session.Kernel.TrySymbol("zfs_dbgmsgs", out ulong list))
        {
            return call.Fail($"couldn't find 'zfs_dbgmsgs': {Reasons.UnknownSymbol}");
        }

        bool times = options.Has('v');
        bool addresses = options.Has('a');
        var table = new Table<Row>(Columns, Header: null, (r, w) =>
        {
            w.Printf(addresses ? "%p " : "", r.Address);
            w.Printf(times ? "%Y " : "", r.Time);
            w.Printf("%s\n", r.Message);
        });
        foreach (Item item in KernelObject.Elements(call.Run, "list", list))
        {
            if (!KernelObject.TryReadPart(call.Run, "zfs_dbgmsg_t", item.Bits, out Value noted))
            {
                continue;
            }

            // The array is declared with one element; the text goes on behind it.
            string text = noted.TryGet("zdm_msg", out Value message) ? message.TextBehind() ?? "" : "";
            if (!call.Row(table, new Row(item.Bits, noted.Signed("zdm_timestamp"), text), new Item(item.Bits, noted.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
