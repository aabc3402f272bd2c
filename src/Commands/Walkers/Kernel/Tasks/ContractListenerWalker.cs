using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Listeners of the contract event queue given.</summary>
[Walker("ct_listener")]
internal sealed class ContractListenerWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ct_listener", "walk listeners on a contract event queue") { Yields = "ct_listener_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "ct_listener walker requires ct_equeue address", Info.Yields, (kernel, queue, fault) =>
            kernel.TryOffset("ct_equeue_t", "ctq_listeners", fault, out ulong list) ? ListNodes.Walk(kernel, unchecked(queue + list),
                fault) : []);
}
