using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Anonymous pages (<c>struct anon</c>) of the <c>anon_map</c> given.</summary>
[Walker("anon")]
internal sealed class AnonWalker : Walker
{
    public override WalkerInfo Info { get; } = new("anon", "given an amp, list allocated anon structures") { Yields = "struct anon" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "anon walk doesn't support global walks", Info.Yields,
            (kernel, map, fault) => AnonSlots.Walk(kernel, map, fault).Select(slot => slot.Anon));
}
