using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows when the system stopped.</summary>
[Dcmd("time")]
internal sealed class TimeDcmd : Dcmd
{
    /// <param name="Value">Nanoseconds or ticks.</param>
    /// <param name="IsTicks">Whether it is lbolt.</param>
    /// <param name="Base">d, x, or NUL for the radix of the session.</param>
    private sealed record Row(ulong Value, bool IsTicks, char Base);

    private static readonly Table<Row> Layout = new(
        [new("nanoseconds", r => r.IsTicks ? Cell.None : r.Value), new("ticks", r => r.IsTicks ? r.Value : Cell.None)], Header: null, Write);

    public override DcmdInfo Info { get; } = new("time", "display system time")
    {
        Usage = "[-dlx]",
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows the time at which the system stopped, in nanoseconds since it started.

              -d, -x  in decimal, in hexadecimal
              -l      in clock ticks (lbolt)
            """,
        Examples = ["::time", "::time -ld"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "dlx") is not { } options || options.Rest != call.Arguments.Count || (options.Has('d') && options.Has('x')))
        {
            return Status.Usage;
        }

        bool ticks = options.Has('l');
        long value = ticks ? KernelClock.Lbolt(call.Run) : KernelClock.StopTime(call.Run);
        call.Row(Layout, new Row((ulong)value, ticks, options.Has('d') ? 'd' : options.Has('x') ? 'x' : '\0'), new Item((ulong)value));
        return Status.Ok;
    }

    private static void Write(Row row, MdbWriter writer)
    {
        switch (row.Base)
        {
            case 'd':
                writer.Printf("0t%lld\n", (long)row.Value);
                break;
            case 'x':
                writer.Printf("0x%llx\n", row.Value);
                break;
            default:
                writer.Radix(row.Value, prefix: true);
                writer.NewLine();
                break;
        }
    }
}
