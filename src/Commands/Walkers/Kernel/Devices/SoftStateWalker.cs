using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Pointers that a driver keeps for its instances.</summary>
[Walker("softstate")]
internal sealed class SoftStateWalker : Walker
{
    public override WalkerInfo Info { get; } = new("softstate", "given an i_ddi_soft_state* list all in-use driver stateps");

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "a soft state address must be provided", Info.Yields, (kernel, state, fault) =>
            SoftState.Walk(kernel, state, fault).Where(item => item != 0));
}
