using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel;

/// <summary>Module control records, the head of the ring first, or the ring from the record given.</summary>
[Walker("modctl")]
internal sealed class ModctlWalker : Walker
{
    public override WalkerInfo Info { get; } = new("modctl", "list of modctl structures") { Yields = "struct modctl", Module = "krtld" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return start is not { } from ? KernelWalk.Start(run, Info.Yields, fault => ModctlRing.All(kernel, fault))
            : KernelWalk.Start(run, Info.Yields, fault => ModctlRing.From(kernel, from.Bits, fault));
    }
}
