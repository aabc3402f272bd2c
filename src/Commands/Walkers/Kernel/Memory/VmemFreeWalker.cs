using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What an arena has left.</summary>
[Walker("vmem_free")]
internal sealed class VmemFreeWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem_free", "given a vmem_t, walk its free segments") { Yields = "vmem_seg_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Segments(run, start, Info.Name, segment => segment.Kind == VmemSegmentKind.Free);
}
