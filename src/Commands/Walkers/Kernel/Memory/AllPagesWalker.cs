using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The page structures of all physical memory, whether they belong to a vnode or not.</summary>
[Walker("allpages")]
internal sealed class AllPagesWalker : Walker
{
    public override WalkerInfo Info { get; } = new("allpages", "walk all pages, including free ones") { Yields = "page_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.Global(run, start, "allpages only supports global walks.", Info.Yields, PageList.All);
}
