using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Pointers that a driver keeps by instance; NULL for an instance without.</summary>
[Walker("softstate_all")]
internal sealed class SoftStateAllWalker : Walker
{
    public override WalkerInfo Info { get; } = new("softstate_all", "given an i_ddi_soft_state* list all driver stateps");

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a soft state address must be provided", Info.Yields, SoftState.Walk);
}
