using Commands.Pipeline;
using DumpReader.Kernel.NameValues;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Pairs of the list of names and values given.</summary>
[Walker("nvpair")]
internal sealed class NvpairWalker : Walker
{
    public override WalkerInfo Info { get; } = new("nvpair", "walk through the nvpairs in an unpacked nvlist") { Yields = "nvpair_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "nvpair does not support global walks", Info.Yields, (kernel, list, fault) =>
            new NameValueReader(kernel, fault).Pairs(list));
}
