using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls of the buffers that a thread allocated, newest first.</summary>
[Walker("allocdby")]
internal sealed class AllocdByWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("allocdby", "given a thread, walk its allocated bufctls") { Yields = "kmem_bufctl_audit_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => ThreadBufctlWalk.Start(run, start, KmemSelection.Allocated);
}
