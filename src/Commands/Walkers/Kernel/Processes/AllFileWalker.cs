using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Slots for open files of the process given; NULL for one that is free.</summary>
[Walker("allfile")]
internal sealed class AllFileWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("allfile", "given a proc pointer, list all file pointers including free ones") { Yields = "file_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "allfile walk doesn't support global walks", Info.Yields, OpenFiles.Walk);
}
