using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Free buffers of the cache given, or of all: those in magazines first.</summary>
[Walker("freemem")]
internal sealed class FreememWalker : Walker
{
    public override WalkerInfo Info { get; } = new("freemem", "walk a kmem cache's free memory");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Buffers(run, start, KmemSelection.Free, bufctls: false);
}
