using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Values of the resource control given.</summary>
[Walker("rctl_val")]
internal sealed class RctlValueWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("rctl_val", "given a rctl_t, walk all rctl_val entries associated") { Yields = "rctl_val_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "rctl_val walk doesn't support global walks", Info.Yields, (kernel, control, fault) =>
            new KernelList("rctl_val_t", "rcv_next", "rctl_val_t").Of(kernel, control, "rctl_t", "rc_values", fault));
}
