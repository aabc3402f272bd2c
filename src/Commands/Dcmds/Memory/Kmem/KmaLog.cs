using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Shows the allocator's transactions with their stacks.</summary>
[Dcmd("kmalog")]
internal sealed class KmaLog : Dcmd
{
    public override DcmdInfo Info { get; } = new("kmalog", "display kmem transaction log and stack traces")
    {
        Usage = "[ fail | slab | zerosized ]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the transactions in a log of the allocator, newest first: how long before the
            newest, the buffer, its cache, and the stack. With an address only those with the
            buffer that contains it.

              fail       allocations that failed
              slab       slabs made
              zerosized  allocations of no bytes
            """,
        Examples = ["::kmalog", "::kmalog fail"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1 || Variable(call.Arguments.Count == 0 ? "" : call.Arguments[0].Text) is not { } variable)
        {
            return Status.Usage;
        }

        if (!KmemLogWalker.TryHeader(call.Run, variable, out ulong header))
        {
            return Status.Error;
        }

        if (Registry.CreateWalker("kmem_log")?.Walk(call.Run, header) is not { } entries)
        {
            return call.Fail($"failed to walk kmem log: {Reasons.WalkInit}");
        }

        Show(call, entries);
        return Status.Ok;
    }

    private static void Show(Invocation call, IEnumerable<Item> entries)
    {
        KmemAllocator kmem = call.Session.Kmem;
        var filter = call.HasAddress ? new BufferFilter(kmem, call.Address) : null;
        ulong newest = 0;
        foreach (Item entry in entries)
        {
            if (KmemAudit.Read(kmem, entry.Bits) is not { } record)
            {
                call.Run.ReadError($"failed to read bufctl at {entry.Bits:x}: {Reasons.NoMapping}", entry.Bits);
                continue;
            }

            if (record.Timestamp == 0)
            {
                break;
            }

            newest = newest == 0 ? record.Timestamp : newest;
            if (filter?.Passes(record) != false)
            {
                string? name = kmem.TryCache(record.Cache, out KmemCache? cache) ? cache.Name : null;
                if (!call.Emit(new KmaLogEvent(record, unchecked(newest - record.Timestamp), name, entry)))
                {
                    break;
                }
            }
        }
    }

    private static string? Variable(string? log) => log switch
    {
        "" => "kmem_transaction_log",
        "fail" => "kmem_failure_log",
        "slab" => "kmem_slab_log",
        "zerosized" => "kmem_zerosized_log",
        _ => null,
    };
}
