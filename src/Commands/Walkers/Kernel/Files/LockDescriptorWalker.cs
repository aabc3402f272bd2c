using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Locks on files from the one given on (l_next); without an address all.</summary>
[Walker("lock_descriptor")]
internal sealed class LockDescriptorWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("lock_descriptor", "walk lock_descriptor_t structures") { Yields = "lock_descriptor_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => start is { } from
            ? FileLocks.From(run.Session.Kernel, from.Bits, fault)
            : FileLocks.Walk(run.Session.Kernel, fault));
}
