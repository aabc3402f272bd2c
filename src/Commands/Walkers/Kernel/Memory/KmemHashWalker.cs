using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls in the hash table of a cache, slot by slot; those of buffers in magazines are among them.</summary>
[Walker("kmem_hash")]
internal sealed class KmemHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("kmem_hash", "given a kmem cache, walk its allocated hash table") { Yields = "kmem_bufctl_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } address)
        {
            run.Error("kmem_hash doesn't support global walks");
            return null;
        }

        if (address.Bits == 0)
        {
            return [];
        }

        if (!run.Session.Kmem.TryCache(address.Bits, out KmemCache? cache))
        {
            run.ReadError($"couldn't read cache at addr {address.Bits:x}: {Reasons.NoMapping}", address.Bits);
            return null;
        }

        if (!cache.IsHashed)
        {
            run.Error($"cache {address.Bits:x} doesn't have a hash table");
            return [];
        }

        return KmemHash.Walk(run.Session.Kmem, cache, null, KmemFaults.To(run), KmemWalk.Ahead(run)) is { } bufctls
            ? KernelWalk.Items(run, bufctls.Select(b => b.Bufctl), Info.Yields)
            : null;
    }
}
