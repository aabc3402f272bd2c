using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>The ancestors of a device node from the root down, and the node.</summary>
[Walker("devinfo_parents")]
internal sealed class DevinfoParentsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devinfo_parents", "walk ancestors of devinfo node") { Yields = "struct dev_info" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            (start?.Bits ?? DeviceTree.Root(run.Session.Kernel, fault)) is { } node
                ? DeviceTree.Ancestors(run.Session.Kernel, node, fault).Select(device => device.Address)
                : []);
}
