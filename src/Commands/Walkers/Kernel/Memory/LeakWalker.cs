using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What controls the leaked buffers: bufctls, vmem_segs, or the buffers themselves.</summary>
[Walker("leak")]
internal sealed class LeakWalker : Walker
{
    public override WalkerInfo Info { get; } = new("leak", "given a leaked bufctl or vmem_seg, find leaks w/ same stack trace");

    public override IEnumerable<Item>? Walk(Run run, Item? start) => LeakSearch.Walk(run, start, (groups, entry) => groups.Control(entry));
}
