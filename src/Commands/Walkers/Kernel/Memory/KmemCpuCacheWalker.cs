using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Spaces;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What each CPU holds of a cache, CPUs by id.</summary>
[Walker("kmem_cpu_cache")]
internal sealed class KmemCpuCacheWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("kmem_cpu_cache", "given a kmem cache, walk its per-CPU caches") { Yields = "kmem_cpu_cache_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } cache)
        {
            run.Error("kmem_cpu_cache doesn't support global walks");
            return null;
        }

        return cache.Bits == 0 ? [] : KernelWalk.Start(run, Info.Yields, fault => Places(run.Session.Kmem, cache.Bits, fault));
    }

    private static IEnumerable<ulong> Places(KmemAllocator kmem, ulong cache, Action<WalkFault> fault)
    {
        if (!kmem.Kernel.TryOffset("cpu_t", "cpu_seqid", fault, out ulong sequenceAt))
        {
            yield break;
        }

        foreach (ulong cpu in CpuList.ById(kmem.Kernel, fault))
        {
            if (kmem.Memory.TryReadUInt32(cpu + sequenceAt, out uint sequence))
            {
                yield return kmem.CpuAddress(cache, sequence);
            }
            else
            {
                fault(WalkFault.Unreadable("cpu", cpu));
            }
        }
    }
}
