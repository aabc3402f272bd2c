using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>Callouts that expire together, from the one given on.</summary>
[Walker("callouts_bytime")]
internal sealed class CalloutsByTimeWalker : Walker
{
    public override WalkerInfo Info { get; } = new("callouts_bytime", "walk callouts by list chain (expiration time)") { Yields = "callout_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "callouts_bytime walk needs the address of a callout_t", Info.Yields,
            new KernelList("callout_t", "c_clnext", "callout").From);
}
