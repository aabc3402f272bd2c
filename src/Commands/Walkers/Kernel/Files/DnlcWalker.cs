using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Entries of the directory name lookup cache in the order of its chains.</summary>
[Walker("dnlc")]
internal sealed class DnlcWalker : Walker
{
    public override WalkerInfo Info { get; } = new("dnlc", "walk dnlc entries") { Yields = "struct ncache" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Items(run, PathNames.Cache(run).All.Select(entry => entry.Address), Info.Yields);
}
