using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Files;

/// <summary>What is swapped to.</summary>
[Walker("swapinfo")]
internal sealed class SwapInfoWalker : Walker
{
    public override WalkerInfo Info { get; } = new("swapinfo", "walk swapinfo structures") { Yields = "struct swapinfo" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            run.Session.Kernel.TryPointer("swapinfo", fault, out ulong first)
            && run.Session.Kernel.TryOffset("struct swapinfo", "si_next", fault, out ulong next)
                ? LinkChain.Walk(run.Session.Kernel.Memory, first, next, ring: false, "swapinfo", fault)
                : []);
}
