using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>A list of ranges of memory, from the <c>memlist</c> given on.</summary>
[Walker("memlist")]
internal sealed class MemlistWalker : Walker
{
    public override WalkerInfo Info { get; } = new("memlist", "walk specified memlist") { Yields = "struct memlist" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "memlist walk doesn't support global walks", Info.Yields, (kernel, list, fault) =>
            kernel.TryOffset("struct memlist", "ml_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, list, next, ring: false, "memlist", fault)
                : []);
}
