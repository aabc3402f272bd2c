using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>All error queues.</summary>
[Walker("errorq")]
internal sealed class ErrorqWalker : Walker
{
    public override WalkerInfo Info { get; } = new("errorq", "walk list of system error queues") { Yields = "errorq_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => ErrorQueue.All(run.Session.Kernel, fault));
}
