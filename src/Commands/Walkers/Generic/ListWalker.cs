using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Generic;

/// <summary>Elements of the <c>list_t</c> given.</summary>
[Walker("list")]
internal sealed class ListWalker : Walker
{
    public override WalkerInfo Info { get; } = new("list", "walk a linked list");

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } list)
        {
            run.Error("list walk must begin at the address of a list_t");
            return null;
        }

        return list.Bits == 0 ? [] : KernelWalk.Start(run, Info.Yields, fault => ListNodes.Walk(run.Session.Kernel, list.Bits, fault));
    }
}
