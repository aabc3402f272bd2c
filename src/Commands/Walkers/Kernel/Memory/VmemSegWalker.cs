using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>All segments of an arena, in the order of their addresses.</summary>
[Walker("vmem_seg")]
internal sealed class VmemSegWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem_seg", "given a vmem_t, walk all of its segments") { Yields = "vmem_seg_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Segments(run, start, Info.Name, _ => true);
}
