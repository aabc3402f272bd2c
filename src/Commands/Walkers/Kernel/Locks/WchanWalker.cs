using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Locks;

/// <summary>Threads that wait on the condition variable or semaphore given; without one every such object.</summary>
[Walker("wchan")]
internal sealed class WchanWalker : Walker
{
    public override WalkerInfo Info { get; } = new("wchan", "given a wchan, list of blocked threads") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => start is not { } channel
        ? KernelWalk.Start(run, yields: null, fault => SleepQueues.Channels(run.Session.Kernel, fault))
        : channel.Bits == 0 ? []
        : KernelWalk.Start(run, Info.Yields, fault => SleepQueues.WaitersOf(run.Session.Kernel, channel.Bits, fault));
}
