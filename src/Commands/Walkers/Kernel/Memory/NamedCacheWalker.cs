using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Allocated buffers of the cache whose name the walker has; an address given is not looked at.</summary>
internal sealed class NamedCacheWalker(string name, ulong cache) : Walker
{
    public override WalkerInfo Info { get; } = new(name, $"walk the {name} cache");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KmemWalk.Of(run, cache, KmemSelection.Allocated, bufctls: false);
}
