using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Mounted file systems, that of the root first, or from the one given on.</summary>
[Walker("vfs")]
internal sealed class VfsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("vfs", "walk file system list") { Yields = "struct vfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (start is null && !kernel.TrySymbol("rootvfs", out _))
        {
            run.Error($"failed to read 'rootvfs': {Reasons.UnknownSymbol}");
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault =>
            start is { } from ? VfsList.From(kernel, from.Bits, fault)
            : kernel.TryPointer("rootvfs", fault, out ulong root) ? VfsList.From(kernel, root, fault)
            : []);
    }
}
