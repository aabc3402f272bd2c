using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Threads that wait to be freed: those without an LWP, then those with one.</summary>
[Walker("deathrow")]
internal sealed class DeathrowWalker : Walker
{
    public override WalkerInfo Info { get; } = new("deathrow", "walk threads on both lwp_ and thread_deathrow") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => Deathrow.Walk(run.Session.Kernel, fault, "thread_deathrow", "lwp_deathrow"));
}
