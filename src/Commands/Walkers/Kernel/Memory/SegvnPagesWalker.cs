using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Page structures of the segment given.</summary>
[Walker("segvn_pages")]
internal sealed class SegvnPagesWalker : Walker
{
    public override WalkerInfo Info { get; } = new("segvn_pages", "given a segvn_data, list its pages that are in memory") { Yields = "page_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => SegvnWalk.Pages(run, start, Info.Name, all: false);
}
