using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Ancestors of a device node, the node and all below it; without an address the whole tree.</summary>
[Walker("devinfo")]
internal sealed class DevinfoWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devinfo", "walk devinfo tree or subtree") { Yields = "struct dev_info" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            (start?.Bits ?? DeviceTree.Root(run.Session.Kernel, fault)) is { } node
                ? DeviceTree.Family(run.Session.Kernel, node, fault).Select(device => device.Address)
                : []);
}
