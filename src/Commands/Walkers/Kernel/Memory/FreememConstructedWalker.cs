using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Buffers in the magazines of a cache with a constructor.</summary>
[Walker("freemem_constructed")]
internal sealed class FreememConstructedWalker : Walker
{
    public override WalkerInfo Info { get; } = new("freemem_constructed", "walk a kmem cache's constructed free memory");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Constructed, bufctls: false);
}
