using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Threads with an LWP that wait to be freed.</summary>
[Walker("lwp_deathrow")]
internal sealed class LwpDeathrowWalker : Walker
{
    public override WalkerInfo Info { get; } = new("lwp_deathrow", "walk lwp_deathrow") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => Deathrow.Walk(run.Session.Kernel, fault, "lwp_deathrow"));
}
