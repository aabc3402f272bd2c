using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls of the free buffers of the cache given, or of all that have them.</summary>
[Walker("freectl")]
internal sealed class FreectlWalker : Walker
{
    public override WalkerInfo Info { get; } = new("freectl", "walk a kmem cache's free bufctls") { Yields = "kmem_bufctl_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Free, bufctls: true);
}
