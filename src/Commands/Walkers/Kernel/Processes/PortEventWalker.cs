using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Events that wait in the event port given.</summary>
[Walker("portev")]
internal sealed class PortEventWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("portev", "given a port pointer, list of events in the queue") { Yields = "port_kevent_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "portev walk doesn't support global walks", Info.Yields, Events);

    private static IEnumerable<ulong> Events(KernelObjects kernel, ulong port, Action<WalkFault> fault)
    {
        if (kernel.Type("port_t").Type is not { } type || !new Value(kernel.Memory, type, port).TryGet("port_queue", out Value queue)
            || !queue.TryGet("portq_list", out Value list) || !queue.TryGet("portq_nent", out Value count))
        {
            fault(WalkFault.MissingMember("port_t", "port_queue"));
            return [];
        }

        if (!count.TryInt64(out long waiting))
        {
            fault(WalkFault.Unreadable("port_t", port));
            return [];
        }

        return waiting == 0 ? [] : ListNodes.Walk(kernel, list.Address, fault);
    }
}
