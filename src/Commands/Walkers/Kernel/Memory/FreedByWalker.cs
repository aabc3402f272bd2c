using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Bufctls of the buffers that a thread freed, newest first.</summary>
[Walker("freedby")]
internal sealed class FreedByWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("freedby", "given a thread, walk its freed bufctls") { Yields = "kmem_bufctl_audit_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => ThreadBufctlWalk.Start(run, start, KmemSelection.Free);
}
