using Commands.Pipeline;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Drivers by major number, free numbers too.</summary>
[Walker("devnames")]
internal sealed class DevnamesWalker : Walker
{
    public override WalkerInfo Info { get; } = new("devnames", "walk devnames array") { Yields = "struct devnames" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not null)
        {
            run.Error("devnames walker only supports global walks");
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault => DriverNames.All(run.Session.Kernel, fault));
    }
}
