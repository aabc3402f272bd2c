using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls of the allocated buffers of the cache given, or of all that have them.</summary>
[Walker("bufctl")]
internal sealed class BufctlWalker : Walker
{
    public override WalkerInfo Info { get; } = new("bufctl", "walk a kmem cache's bufctls") { Yields = "kmem_bufctl_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Allocated, bufctls: true);
}
