using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Lists the log of the allocator's transactions.</summary>
[Dcmd("kmem_log")]
internal sealed class KmemLogDcmd : Dcmd
{
    private sealed record Row(int? Cpu, KmemAudit Record);

    private static readonly Table<Row> Layout = new(
        [
            new("cpu", r => r.Cpu is { } cpu ? (Cell)cpu : Cell.None), new("addr", r => Cell.Address(r.Record.Address)),
            new("bufaddr", r => Cell.Address(r.Record.Buffer)), new("timestamp", r => r.Record.Timestamp),
            new("thread", r => Cell.Address(r.Record.Thread)),
        ],
        "CPU ADDR             BUFADDR                 TIMESTAMP THREAD          ",
        Write);

    public override DcmdInfo Info { get; } = new("kmem_log", "dump kmem transaction log")
    {
        Usage = "[ -b ]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Lists the allocator's transactions that are still in its log, newest first. CPU is
            shown for those in the part of the log that this CPU is filling.

            With an address only the record there; with -b the address is one of a buffer, and
            all transactions with it are listed.
            """,
        Examples = ["::kmem_log"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "b") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        KmemAllocator kmem = call.Session.Kmem;
        if (!KmemLogWalker.TryHeader(call.Run, "kmem_transaction_log", out ulong header))
        {
            return Status.Error;
        }

        if (header == 0)
        {
            return call.Fail("no kmem transaction log");
        }

        if (KmemLog.Open(kmem, header, KmemFaults.To(call.Run)) is not { } log)
        {
            return Status.Error;
        }

        call.Header(Layout);
        IReadOnlyList<(ulong From, ulong To)> current = log.CurrentChunks(KmemFaults.To(call.Run));
        if (call.HasAddress && !options.Has('b'))
        {
            return Show(call, current, call.Address, null);
        }

        var filter = call.HasAddress ? new BufferFilter(kmem, call.Address) : null;
        foreach (ulong entry in log.Entries(KmemFaults.To(call.Run)))
        {
            if (Show(call, current, entry, filter) == Status.Abort)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Status Show(Invocation call, IReadOnlyList<(ulong From, ulong To)> current, ulong entry, BufferFilter? filter)
    {
        if (KmemAudit.Read(call.Session.Kmem, entry) is not { } record)
        {
            call.Run.ReadError($"failed to read bufctl at {entry:x}: {Reasons.NoMapping}", entry);
            return Status.Error;
        }

        if (filter?.Passes(record) == false)
        {
            return Status.Ok;
        }

        var row = new Row(CpuOf(current, entry), record);
        return call.Row(Layout, row, new Item(entry, call.Session.Kernel.Type("kmem_bufctl_audit_t").Type)) ? Status.Ok : Status.Abort;
    }

    private static int? CpuOf(IReadOnlyList<(ulong From, ulong To)> current, ulong entry)
    {
        for (int i = 0; i < current.Count; i++)
        {
            if (current[i].From <= entry && entry < current[i].To)
            {
                return i;
            }
        }

        return null;
    }

    private static void Write(Row row, MdbWriter writer)
    {
        if (row.Cpu is { } cpu)
        {
            writer.Printf("%3d", cpu);
        }
        else
        {
            writer.Write("   ");
        }

        writer.Printf(" %0?p %0?p %16llx %0?p\n", row.Record.Address, row.Record.Buffer, row.Record.Timestamp, row.Record.Thread);
    }
}
