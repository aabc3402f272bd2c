using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>A device node and all below it; without an address the whole tree.</summary>
[Walker("devinfo_children")]
internal sealed class DevinfoChildrenWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devinfo_children", "walk children of devinfo node") { Yields = "struct dev_info" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            (start?.Bits ?? DeviceTree.Root(run.Session.Kernel, fault)) is { } node
                ? DeviceTree.Below(run.Session.Kernel, node, fault).Select(device => device.Address)
                : []);
}
