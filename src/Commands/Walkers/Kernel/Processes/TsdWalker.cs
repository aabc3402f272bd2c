using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Thread-specific data of all threads that have some.</summary>
[Walker("tsd")]
internal sealed class TsdWalker : Walker
{
    public override WalkerInfo Info { get; } = new("tsd", "walk list of thread-specific data") { Yields = "struct tsd_thread" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            new KernelList("struct tsd_thread", "ts_next", "tsd").OfVariable(run.Session.Kernel, "tsd_list", fault));
}
