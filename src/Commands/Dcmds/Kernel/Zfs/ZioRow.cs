using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>An input or output of ZFS (<c>zio_t</c>, sys/zio.h), and how deep it lies in the tree that is shown.</summary>
/// <param name="Zio">Read whole.</param>
/// <param name="Depth">0 for the one that was asked for.</param>
/// <param name="Elapsed">Nanoseconds since it was handed to its device; null where no time is noted.</param>
internal sealed record ZioRow(Value Zio, int Depth, long? Elapsed)
{
    private const int MostIndent = 24;

    private const int AddressWidth = 16 + MostIndent;

    private const long NanosecondsPerSecond = 1_000_000_000;

    public static readonly Table<ZioRow> Layout = new(
        [
            new("addr", r => Cell.Address(r.Zio.Address)), new("type", r => r.Type), new("stage", r => r.Stage),
            new("waiter", r => r.Waiter == 0 ? Cell.None : Cell.Address(r.Waiter)), new("elapsed", r => r.Elapsed is { } elapsed ? elapsed : Cell.None),
            new("error", r => r.Zio.Signed("io_error")), new("spa", r => Cell.Address(r.Zio.Number("io_spa"))), new("depth", r => r.Depth),
        ],
        $"{"ADDRESS",-AddressWidth} TYPE  STAGE            WAITER           TIME_ELAPSED",
        Write);

    public string Type => Zio.Name("io_type", "ZIO_TYPE_") ?? "?";

    /// <summary>What is being done; FAILED once it has an error.</summary>
    public string Stage => Zio.Number("io_error") != 0 ? "FAILED" : Zio.Name("io_stage", "ZIO_STAGE_") ?? "?";

    /// <summary>Thread that sleeps until it is done; 0 for none.</summary>
    public ulong Waiter => Zio.Number("io_waiter");

    public static ZioRow Of(Run run, Value zio, int depth)
    {
        long since = zio.Signed("io_timestamp");
        long now = since > 0 ? KernelClock.Hrtime(run) : 0;
        return new ZioRow(zio, depth, now >= since && since > 0 ? now - since : null);
    }

    private static void Write(ZioRow row, MdbWriter writer)
    {
        int indent = Math.Min(row.Depth, MostIndent);
        writer.Printf("%*s%-*p %-5s %-16s ", indent, "", AddressWidth - indent, row.Zio.Address, row.Type, row.Stage);
        writer.Printf(row.Waiter == 0 ? "%-16s " : "%-16lr ", row.Waiter == 0 ? "-" : row.Waiter);
        writer.Printf("%-12s\n", row.Elapsed is { } elapsed ? $"{elapsed / NanosecondsPerSecond}.{elapsed % NanosecondsPerSecond:d9}" : "-");
    }
}
