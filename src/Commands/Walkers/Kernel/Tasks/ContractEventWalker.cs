using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Events of the contract event queue given.</summary>
[Walker("ct_event")]
internal sealed class ContractEventWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ct_event", "walk events on a contract event queue") { Yields = "ct_kevent_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "ct_event walker requires ct_equeue address", Info.Yields, (kernel, queue, fault) =>
            kernel.TryOffset("ct_equeue_t", "ctq_events", fault, out ulong list) ? ListNodes.Walk(kernel, unchecked(queue + list),
                fault) : []);
}
