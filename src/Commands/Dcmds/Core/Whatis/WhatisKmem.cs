using Commands.Dcmds.Kernel;
using Commands.Dcmds.Memory.Kmem;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;
using DumpReader.Scans;

namespace Commands.Dcmds.Core;

/// <summary>
/// Addresses in buffers of the kernel's caches. The caches are gone through in three passes, so that the buffer that a caller asked for
/// comes ahead of what the allocator itself took for it; within a pass they are looked through on all cores, and told of in their order.
/// </summary>
internal sealed class WhatisKmem : WhatisHandler
{
    /// <summary>KMC_IDENTIFIER, looked for where it never is, as stock mdb does: no cache is one of identifiers.</summary>
    private const uint Identifier = (uint)KmemCacheFlags.Identifier;

    public override string Name => "genunix`kmem";

    public override bool KnowsIdentifiers => true;

    public override void Search(WhatisSearch search)
    {
        KmemAllocator kmem = search.Call.Session.Kmem;
        if (!kmem.Kernel.TrySymbol("kmem_caches", out _))
        {
            return;
        }

        KmemCache[] caches = [.. kmem.ReadCaches(KmemFaults.To(search.Run))
            .Where(c => (((uint)c.Flags & Identifier) != 0) == search.Options.Identifiers)];
        ulong own = KernelObject.Variable(search.Run, "kmem_msb_arena") ?? 0;
        Pass(search, [.. caches.Where(c => c.Arena != own && !IsBelow(c))]);
        Pass(search, [.. caches.Where(c => c.Arena == own)]);
        Pass(search, [.. caches.Where(c => c.Arena != own && IsBelow(c))]);
    }

    private static bool IsBelow(KmemCache cache) => (cache.CacheFlags & KmemCacheFlags.NoTouch) != 0;

    private static void Pass(WhatisSearch search, KmemCache[] caches)
    {
        int next = 0;
        bool bufctls = search.Options.Bufctls;
        IScanControl control = search.Run.Watch("::whatis");
        foreach (WhatisCache cache in OrderedWork.Run(caches.Length, i => new WhatisCache(search, caches[i], bufctls), control))
        {
            search.Announce(caches[next++].Name);
            if (cache.IsSkipped)
            {
                continue;
            }

            cache.Report(free: false);
            if (!search.IsDone)
            {
                search.Announce(cache.Cache.Name + " for free memory");
                cache.Report(free: true);
            }

            if (search.IsDone)
            {
                return;
            }
        }
    }
}
