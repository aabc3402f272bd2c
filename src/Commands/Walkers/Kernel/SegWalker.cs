using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel;

/// <summary>Segments of an address space (<c>struct as</c>), by address.</summary>
[Walker("seg")]
internal sealed class SegWalker : Walker
{
    public override WalkerInfo Info { get; } = new("seg", "given an as, list of segments") { Yields = "struct seg" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } space)
        {
            run.Error("seg walk must begin at struct as *");
            return null;
        }

        KernelObjects kernel = run.Session.Kernel;
        return space.Bits == 0 ? [] : KernelWalk.Start(run, Info.Yields, fault =>
            kernel.TryOffset("struct as", "a_segtree", fault, out ulong tree) ? AvlNodes.Walk(kernel, space.Bits + tree, fault) : []);
    }
}
