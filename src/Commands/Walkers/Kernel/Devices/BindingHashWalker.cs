using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Walkers.Kernel.Devices;

/// <summary>Bindings of names to major numbers in the table given (mb_hashtab).</summary>
[Walker("binding_hash")]
internal sealed class BindingHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("binding_hash", "walk driver binding hash table") { Yields = "struct bind" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "binding_hash walk must begin at the address of mb_hashtab", Info.Yields, DriverNames.Bindings);
}
