using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Entries of the hash table given, chain by chain.</summary>
[Walker("modent")]
internal sealed class ModentWalker : Walker
{
    public override WalkerInfo Info { get; } = new("modent", "walk list of mod_hash_entry structures") { Yields = "struct mod_hash_entry" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "modent walk requires the address of a mod_hash_t", Info.Yields, (kernel, table, fault) =>
            ModHash.Entries(kernel, table, fault).Select(entry => entry.Address));
}
