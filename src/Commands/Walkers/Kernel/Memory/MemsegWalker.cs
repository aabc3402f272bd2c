using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Runs of physical memory that have page structures.</summary>
[Walker("memseg")]
internal sealed class MemsegWalker : Walker
{
    public override WalkerInfo Info { get; } = new("memseg", "walk the memseg structures") { Module = "unix", Yields = "struct memseg" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => MemorySegment.Walk(run.Session.Kernel, fault).Select(segment => segment.Address));
}
