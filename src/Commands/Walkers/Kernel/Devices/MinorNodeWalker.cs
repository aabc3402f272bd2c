using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Minor nodes of the device node given.</summary>
[Walker("minornode")]
internal sealed class MinorNodeWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("minornode", "given a devinfo node, walk minor nodes") { Yields = "struct ddi_minor_data" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a dev_info struct address must be provided", Info.Yields, (kernel, device, fault) =>
            new KernelList("struct ddi_minor_data", "next", "minor node").Of(kernel, device, "struct dev_info", "devi_minor", fault, "dev_info"));
}
