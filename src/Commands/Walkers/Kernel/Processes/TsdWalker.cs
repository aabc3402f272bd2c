using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Thread-specific data of all threads that have some.</summary>
[Walker("tsd")]
internal sealed class TsdWalker : Walker
{
    public override WalkerInfo Info { get; } = new("tsd", "walk list of thread-specific data") { Yields = "struct tsd_thread" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, Info.Yields, fault =>
            kernel.TryPointer("tsd_list", fault, out ulong head) && kernel.TryOffset("struct tsd_thread", "ts_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, head, next, ring: false, "tsd", fault)
                : []);
    }
}
