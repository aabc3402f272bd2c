using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What an arena was given to hand out.</summary>
[Walker("vmem_span")]
internal sealed class VmemSpanWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vmem_span", "given a vmem_t, walk its spanning segments") { Yields = "vmem_seg_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        VmemWalk.Segments(run, start, Info.Name, segment => segment.Kind == VmemSegmentKind.Span);
}
