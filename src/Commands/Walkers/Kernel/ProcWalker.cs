using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel;

/// <summary>All processes by family, or the one given and all below it.</summary>
[Walker("proc")]
internal sealed class ProcWalker : Walker
{
    public override WalkerInfo Info { get; } = new("proc", "list of active proc_t structures") { Yields = "proc_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return start is not { } root ? KernelWalk.Start(run, Info.Yields, fault => ProcessTree.All(kernel, Said(run, fault)))
            : root.Bits == 0 ? []
            : KernelWalk.Start(run, Info.Yields, fault => ProcessTree.Below(kernel, root.Bits, Said(run, fault)));
    }

    /// <summary>Stock mdb has two lines for a process that cannot be read.</summary>
    private static Action<WalkFault> Said(Run run, Action<WalkFault> report) => fault =>
    {
        if (fault.Kind == WalkFaultKind.Unreadable)
        {
            run.Error($"couldn't read proc_t from {fault.Address:x}");
        }

        report(fault);
    };
}
