using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Resource controls of the set given.</summary>
[Walker("rctl_set")]
internal sealed class RctlSetWalker : Walker
{
    public override WalkerInfo Info { get; } = new("rctl_set", "given a rctl_set, walk all rctls") { Yields = "rctl_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "rctl_set walk doesn't support global walks", Info.Yields, RctlSet.Walk);
}
