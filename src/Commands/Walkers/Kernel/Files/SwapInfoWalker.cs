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
            new KernelList("struct swapinfo", "si_next", "swapinfo").OfVariable(run.Session.Kernel, "swapinfo", fault));
}
