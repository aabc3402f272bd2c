using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Locks on files that are held or wanted, graph by graph.</summary>
[Walker("lock_graph")]
internal sealed class LockGraphWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lock_graph", "walk lock graph") { Yields = "lock_descriptor_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => FileLocks.Walk(run.Session.Kernel, fault));
}
