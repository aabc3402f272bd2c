using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel;

/// <summary>All threads, or those of the process given.</summary>
[Walker("thread")]
internal sealed class ThreadWalker : Walker
{
    public override WalkerInfo Info { get; } = new("thread", "global or per-process kthread_t structures") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return start is not { } process ? KernelWalk.Start(run, Info.Yields, fault => ThreadList.All(kernel, fault))
            : process.Bits == 0 ? []
            : KernelWalk.Start(run, Info.Yields, fault => ThreadList.OfProcess(kernel, process.Bits, fault));
    }
}
