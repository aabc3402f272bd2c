using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>All contracts, or those of the type (ct_type_t) given, by number.</summary>
[Walker("contract")]
internal sealed class ContractWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("contract", "walk all contracts, or those of the specified type") { Yields = "contract_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (start is { } type)
        {
            return type.Bits == 0 ? [] : KernelWalk.Start(run, Info.Yields, fault =>
                kernel.TryOffset("ct_type_t", "ct_type_avl", fault, out ulong tree)
                    ? AvlNodes.Walk(kernel, unchecked(type.Bits + tree), fault)
                    : []);
        }

        if (!kernel.TrySymbol("contract_avl", out ulong all))
        {
            KernelWalk.Report(run, WalkFault.MissingSymbol("contract_avl"));
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault => AvlNodes.Walk(kernel, all, fault));
    }
}
