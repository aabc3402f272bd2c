using Commands.Pipeline;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Drivers by major number, free numbers too.</summary>
[Walker("devnames")]
internal sealed class DevnamesWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devnames", "walk devnames array") { Yields = "struct devnames" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.Global(run, start, "devnames walker only supports global walks", Info.Yields, DriverNames.All);
}
