using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>Callout lists from the one given on: those of one chain, of the expired list or of the queue.</summary>
[Walker("callout_list")]
internal sealed class CalloutListWalker : Walker
{
    public override WalkerInfo Info { get; } = new("callout_list", "walk callout lists") { Yields = "callout_list_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "callout_list walk needs the address of a callout_list_t", Info.Yields,
            new KernelList("callout_list_t", "cl_next", "callout list").From);
}
