using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Addresses of the leaked buffers.</summary>
[Walker("leakbuf")]
internal sealed class LeakbufWalker : Walker
{
    public override WalkerInfo Info { get; } = new("leakbuf", "given a leaked bufctl or vmem_seg, find addr of leaks w/ same stack trace");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => LeakSearch.Walk(run, start, (groups, entry) => groups.Start(entry));
}
