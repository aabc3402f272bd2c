using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>All generic hash tables.</summary>
[Walker("modhash")]
internal sealed class ModHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("modhash", "walk list of mod_hash structures") { Yields = "struct mod_hash" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KernelWalk.Start(run, Info.Yields, fault =>
    {
        var tables = new KernelList("struct mod_hash", "mh_next", "mod_hash_t");
        return start is { } table
            ? tables.From(run.Session.Kernel, table.Bits, fault)
            : tables.OfVariable(run.Session.Kernel, "mh_head", fault);
    });
}
