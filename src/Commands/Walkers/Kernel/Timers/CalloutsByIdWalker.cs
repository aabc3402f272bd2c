using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>Callouts in one chain of the hash of ids, from the one given on.</summary>
[Walker("callouts_byid")]
internal sealed class CalloutsByIdWalker : Walker
{
    public override WalkerInfo Info { get; } = new("callouts_byid", "walk callouts by id hash chain") { Yields = "callout_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "callouts_byid walk needs the address of a callout_t", Info.Yields,
            new KernelList("callout_t", "c_idnext", "callout").From);
}
