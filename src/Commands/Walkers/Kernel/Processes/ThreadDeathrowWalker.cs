using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Threads that wait to be freed.</summary>
[Walker("thread_deathrow")]
internal sealed class ThreadDeathrowWalker : Walker
{
    public override WalkerInfo Info { get; } = new("thread_deathrow", "walk threads on thread_deathrow") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => Deathrow.Walk(run.Session.Kernel, fault, "thread_deathrow"));
}
