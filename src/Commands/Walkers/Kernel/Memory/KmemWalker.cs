using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Allocated buffers of the cache given, or of all caches.</summary>
[Walker("kmem")]
internal sealed class KmemWalker : Walker
{
    public override WalkerInfo Info { get; } = new("kmem", "walk a kmem cache");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Allocated, bufctls: false);
}
