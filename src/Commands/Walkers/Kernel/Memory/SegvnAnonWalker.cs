using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Anonymous pages of the segment given.</summary>
[Walker("segvn_anon")]
internal sealed class SegvnAnonWalker : Walker
{
    public override WalkerInfo Info { get; } = new("segvn_anon", "given a segvn_data, list its anonymous pages") { Yields = "struct anon" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => SegvnWalk.Anons(run, start, Info.Name, all: false);
}
