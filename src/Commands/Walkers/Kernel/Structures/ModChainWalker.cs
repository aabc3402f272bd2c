using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>The entry of a hash table given and those behind it on its chain.</summary>
[Walker("modchain")]
internal sealed class ModChainWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("modchain", "walk list of mod_hash_entry structures on a hash chain") { Yields = "struct mod_hash_entry" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "modchain walk requires the address of a mod_hash_entry", Info.Yields, ModHash.Chain);
}
