using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls of the buffers in the magazines of a cache with a constructor.</summary>
[Walker("freectl_constructed")]
internal sealed class FreectlConstructedWalker : Walker
{
    public override WalkerInfo Info { get; } = new("freectl_constructed", "walk a kmem cache's constructed free bufctls") { Yields = "kmem_bufctl_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Constructed, bufctls: true);
}
