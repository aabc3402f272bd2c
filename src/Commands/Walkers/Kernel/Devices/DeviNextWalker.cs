using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Device nodes of the same driver from the one given on (devi_next).</summary>
[Walker("devi_next")]
internal sealed class DeviNextWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devi_next", "walk devinfo list") { Yields = "struct dev_info" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a dev_info struct address must be provided", Info.Yields,
            new KernelList("struct dev_info", "devi_next", "devinfo").From);
}
