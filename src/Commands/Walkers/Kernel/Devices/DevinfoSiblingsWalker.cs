using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>All children of the parent of a device node.</summary>
[Walker("devinfo_siblings")]
internal sealed class DevinfoSiblingsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devinfo_siblings", "walk siblings of devinfo node") { Yields = "struct dev_info" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a dev_info struct address must be provided", Info.Yields, DeviceTree.Siblings);
}
