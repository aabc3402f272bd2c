using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Headers of the buffer cache.</summary>
[Walker("buf")]
internal sealed class BufWalker : Walker
{
    public override WalkerInfo Info { get; } = new("buf", "walk the bio buf hash") { Yields = "struct buf" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.Global(run, start, "only global buf walk supported", Info.Yields, BufferHeaders.All);
}
