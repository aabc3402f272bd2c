using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>All generic hash tables.</summary>
[Walker("modhash")]
internal sealed class ModHashWalker : Walker
{
    public override WalkerInfo Info { get; } = new("modhash", "walk list of mod_hash structures") { Yields = "struct mod_hash" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => Tables(run.Session.Kernel, start?.Bits, fault));

    private static IEnumerable<ulong> Tables(KernelObjects kernel, ulong? from, Action<WalkFault> fault)
    {
        ulong first = from ?? 0;
        return (from is not null || kernel.TryPointer("mh_head", fault, out first))
            && kernel.TryOffset("struct mod_hash", "mh_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, first, next, ring: false, "mod_hash_t", fault)
                : [];
    }
}
