using Commands.Pipeline;
using Commands.Walkers;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Shows what the kernel's caches and arenas hold.</summary>
[Dcmd("kmastat")]
internal sealed class KmaStat : Dcmd
{
    public override DcmdInfo Info { get; } = new("kmastat", "kernel memory allocator stats")
    {
        Usage = "[-kmg]",
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows for each cache its buffers, memory and requests, the sums by arena, and then
            the arenas, each below the one it draws from.

              -k  memory in KiB, -m in MiB, -g in GiB
            """,
        Examples = ["::kmastat", "::kmastat -m"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "kmg") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        var unit = new KmaStatUnit((options.Has('k') ? 10 : 0) | (options.Has('m') ? 20 : 0) | (options.Has('g') ? 30 : 0));
        if (call.Session.Kmem.Caches(KmemFaults.To(call.Run)) is not { } caches)
        {
            return call.Fail($"can't walk 'kmem_cache': {Reasons.WalkInit}");
        }

        var sums = new Dictionary<ulong, (ulong Bytes, ulong Allocations, ulong Failures)>();
        if (!call.Text(KmaStatTable.CacheHeading) || !Caches(call, caches, unit, sums))
        {
            return Status.Ok;
        }

        var faults = new List<WalkFault>();
        var forest = VmemForest.Read(call.Session.Kernel, faults.Add);
        foreach (WalkFault fault in faults)
        {
            KernelWalk.Report(call.Run, fault);
        }

        call.Text(KmaStatTable.CacheRule);
        foreach (VmemArena arena in forest.ParentsFirst())
        {
            if (sums.TryGetValue(arena.Address, out (ulong Bytes, ulong Allocations, ulong Failures) sum) && sum.Allocations != 0
                && !call.Emit(new KmaStatSumEvent(arena.Address, arena.Name(call.Session.Kernel), unit, sum.Bytes, sum.Allocations, sum.Failures)))
            {
                return Status.Ok;
            }
        }

        call.Text(KmaStatTable.CacheRule + "\n" + KmaStatTable.ArenaHeading);
        foreach (VmemArena arena in forest.ParentsFirst())
        {
            if (!call.Emit(new KmaStatArenaEvent(arena, arena.Name(call.Session.Kernel), unit, VmemCounters.Read(call.Session.Kernel, arena.Address))))
            {
                return Status.Ok;
            }
        }

        call.Text(KmaStatTable.ArenaRule);
        return Status.Ok;
    }

    private static bool Caches(
        Invocation call, IEnumerable<ulong> caches, KmaStatUnit unit, Dictionary<ulong, (ulong Bytes, ulong Allocations, ulong Failures)> sums)
    {
        KmemAllocator kmem = call.Session.Kmem;
        Action<KmemFault> fault = KmemFaults.To(call.Run);
        if (!kmem.TryCpuCount(fault, out int count))
        {
            count = 0;
        }

        foreach (ulong address in caches)
        {
            if (!kmem.TryCache(address, out KmemCache? cache) || kmem.Cpus(address, count) is not { } cpus)
            {
                call.Run.ReadError($"couldn't read kmem_cache at {address:x}: {Reasons.NoMapping}", address);
                continue;
            }

            var statistics = KmemStatistics.Of(kmem, cache, cpus, fault);
            (ulong bytes, ulong allocations, ulong failures) = sums.GetValueOrDefault(cache.Arena);
            sums[cache.Arena] = unchecked((bytes + statistics.Bytes, allocations + statistics.Allocations, failures + statistics.Failures));
            if (!call.Emit(new KmaStatCacheEvent(cache, KmemItem.Of(call.Session, cache), unit, statistics)))
            {
                return false;
            }
        }

        return true;
    }
}
