using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Page structures of the segment given; 0 for a page that is not in memory.</summary>
[Walker("segvn_pages_all")]
internal sealed class SegvnPagesAllWalker : Walker
{
    public override WalkerInfo Info { get; } = new("segvn_pages_all", "given a segvn_data, list its pages, with 0 for one that is not in memory") { Yields = "page_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => SegvnWalk.Pages(run, start, Info.Name, all: true);
}
