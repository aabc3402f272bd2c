using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What an arena has handed out.</summary>
[Walker("vmem_alloc")]
internal sealed class VmemAllocWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem_alloc", "given a vmem_t, walk its allocated segments") { Yields = "vmem_seg_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Segments(run, start, Info.Name, segment => segment.Kind == VmemSegmentKind.Allocated);
}
