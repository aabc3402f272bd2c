using Commands.Pipeline;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Sockets of AF_UNIX, from the one given or from the head of their list.</summary>
[Walker("sonode")]
internal sealed class SonodeWalker : Walker
{
    public override WalkerInfo Info { get; } = new("sonode", "walk AF_UNIX sonodes") { Yields = "struct sonode" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KernelWalk.Start(run, Info.Yields, fault =>
        UnixSocketList.Walk(run.Session.Kernel, start?.Bits ?? 0, fault));
}
