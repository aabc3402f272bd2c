using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Anonymous pages of the segment given; 0 for a page that has none.</summary>
[Walker("segvn_anon_all")]
internal sealed class SegvnAnonAllWalker : Walker
{
    public override WalkerInfo Info { get; } = new("segvn_anon_all", "given a segvn_data, list its anonymous pages, with 0 for a gap") { Yields = "struct anon" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => SegvnWalk.Anons(run, start, Info.Name, all: true);
}
