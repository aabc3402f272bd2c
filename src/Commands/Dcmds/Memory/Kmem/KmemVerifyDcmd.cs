using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;
using DumpReader.Scans;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Looks for buffers that were written to beyond their ends or after they were freed.</summary>
[Dcmd("kmem_verify")]
internal sealed class KmemVerifyDcmd : Dcmd
{
    private sealed record Row(KmemCache Cache, long Corrupt);

    private static readonly Table<Row> Layout = new(
        [new("cache", r => r.Cache.Name), new("addr", r => Cell.Address(r.Cache.Address)), new("corrupt", r => r.Corrupt)],
        "Cache Name                      Addr             Cache Integrity     ",
        (r, w) =>
        {
            w.Printf("%-31s %?p ", r.Cache.Name, r.Cache.Address);
            if (r.Corrupt == 0)
            {
                w.Write("clean\n");
            }
            else
            {
                w.Printf("%d corrupt buffer%s\n", r.Corrupt, r.Corrupt > 1 ? "s" : "");
            }
        });

    private sealed record Complaint(ulong Buffer, KmemCache Cache, bool IsFree, KmemDamage Damage, ulong Place)
    {
        public string Text => Damage switch
        {
            KmemDamage.RedzoneSize => $"buffer {Buffer:x} (allocated) has a corrupt redzone size encoding",
            KmemDamage.Tag => $"buffer {Buffer:x} ({(IsFree ? "free" : "allocated")}) has a corrupt buftag",
            KmemDamage.Contents => $"buffer {Buffer:x} (free) seems corrupted, at {Place:x}",
            _ => $"buffer {Buffer:x} (free) seems to have a corrupt redzone pattern",
        };
    }

    private static readonly Table<Complaint> Complaints = new(
        [
            new("addr", c => Cell.Address(c.Buffer)), new("cache", c => c.Cache.Name), new("state", c => c.IsFree ? "free" : "allocated"),
            new("damage", c => c.Damage.ToString()), new("at", c => Cell.Address(c.Place)), new("text", c => c.Text),
        ],
        Header: null,
        (c, w) => w.Write($"  {c.Text}\n"));

    private static readonly Table<KmemCache> Summaries = new(
        [new("addr", c => Cell.Address(c.Address)), new("cache", c => c.Name)],
        Header: null,
        (c, w) => w.Write($"Summary for cache '{c.Name}'\n"));

    public override DcmdInfo Info { get; } = new("kmem_verify", "check integrity of kmem-managed memory")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Checks the tags and patterns that the allocator's debugging puts around and into the
            buffers of a cache; without an address, of all caches that have them. Into a pipe go
            the buffers that are damaged.
            """,
        StockHelp = false,
        Examples = ["::kmem_verify", "::walk kmem_cache | ::kmem_verify"],
    };

    public override string? InputType => "kmem_cache_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        IScanControl control = call.Run.Watch("::kmem_verify");
        if (call.HasAddress)
        {
            return One(call, call.Address, call.IsLoop, control);
        }

        if (DumpMemoryExceeded(call.Run))
        {
            call.Run.Error("WARNING: exceeded kmem_dump_size; corruption may be incorrectly reported");
        }

        call.Header(Layout);
        if (call.Session.Kmem.Caches(KmemFaults.To(call.Run)) is not { } caches)
        {
            return call.Fail($"can't walk kmem_cache: {Reasons.WalkInit}");
        }

        foreach (ulong cache in caches)
        {
            if (One(call, cache, brief: true, control) == Status.Abort)
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>The kernel keeps memory aside for allocations while it writes a dump; when that was used up it took what was at hand.</summary>
    private static bool DumpMemoryExceeded(Run run) =>
        Dcmds.Kernel.KernelObject.Variable(run, "kmem_dump_curr") is { } current
        && Dcmds.Kernel.KernelObject.Variable(run, "kmem_dump_end") == current;

    private static Status One(Invocation call, ulong address, bool brief, IScanControl control)
    {
        if (!call.Session.Kmem.TryCache(address, out KmemCache? cache))
        {
            call.Run.ReadError($"couldn't read kmem_cache {address:x}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        if ((cache.Flags & KmemFlags.Redzone) == 0 || (cache.CacheFlags & KmemCacheFlags.NoTouch) != 0)
        {
            return brief ? Status.Ok : call.Fail($"cache {address:x} ({cache.Name}) does not have redzone checking enabled");
        }

        if (!brief && cache.WasUsedDuringDump)
        {
            call.Run.Error("WARNING: cache was used during dump: corruption may be incorrectly reported");
        }

        return call.ToPipe || !brief ? List(call, cache, control) : Sum(call, cache, control);
    }

    private static Status Sum(Invocation call, KmemCache cache, IScanControl control)
    {
        var check = new KmemVerify(call.Session.Kmem, cache, KmemFaults.To(call.Run));
        long corrupt = check.Findings(control).LongCount();
        if (call.Run.ShouldStop)
        {
            // Of a cache that was not gone through nobody can say that it is clean.
            return Status.Abort;
        }

        var row = new Row(cache, corrupt);
        return call.Row(Layout, row, KmemItem.Of(call.Session, cache)) ? Status.Ok : Status.Abort;
    }

    private static Status List(Invocation call, KmemCache cache, IScanControl control)
    {
        if (!call.ToPipe)
        {
            call.Row(Summaries, cache, new Item(cache.Address));
        }

        bool clean = true;
        foreach (KmemFinding f in new KmemVerify(call.Session.Kmem, cache, KmemFaults.To(call.Run)).Findings(control))
        {
            clean = false;
            var complaint = new Complaint(f.Buffer, cache, f.IsFree, f.Damage, f.Place);
            if (!call.Row(Complaints, complaint, new Item(f.Buffer, null)))
            {
                return Status.Abort;
            }
        }

        if (call.Run.ShouldStop)
        {
            return Status.Abort;
        }

        if (clean && !call.ToPipe)
        {
            call.Line("  clean");
        }

        return Status.Ok;
    }
}
