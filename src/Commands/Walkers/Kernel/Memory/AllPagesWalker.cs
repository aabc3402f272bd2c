using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The page structures of all physical memory, whether they belong to a vnode or not.</summary>
[Walker("allpages")]
internal sealed class AllPagesWalker : Walker
{
    public override WalkerInfo Info { get; } = new("allpages", "walk all pages, including free ones") { Yields = "page_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not null)
        {
            run.Error("allpages only supports global walks.");
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault => PageList.All(run.Session.Kernel, fault));
    }
}
