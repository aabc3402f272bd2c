using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Open files of the process given.</summary>
[Walker("file")]
internal sealed class FileWalker : Walker
{
    public override WalkerInfo Info { get; } = new("file", "given a proc pointer, list open file pointers") { Yields = "file_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "file walk doesn't support global walks", Info.Yields,
            (kernel, process, fault) => OpenFiles.Walk(kernel, process, fault).Where(file => file != 0));
}
