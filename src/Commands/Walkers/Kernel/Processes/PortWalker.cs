using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Event ports that the process given has open.</summary>
[Walker("port")]
internal sealed class PortWalker : Walker
{
    /// <summary>VPORT of sys/vnode.h.</summary>
    private const ulong PortVnode = 10;

    public override WalkerInfo Info { get; } = new("port", "given a proc pointer, list of created event ports") { Yields = "port_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "port walk doesn't support global walks", Info.Yields, Ports);

    private static IEnumerable<ulong> Ports(KernelObjects kernel, ulong process, Action<WalkFault> fault)
    {
        if (kernel.Type("file_t").Type is not { } type)
        {
            fault(WalkFault.MissingMember("file_t", "f_vnode"));
            return [];
        }

        return OpenFiles.Walk(kernel, process, fault).Select(file => Port(new Value(kernel.Memory, type, file))).Where(port => port != 0);
    }

    private static ulong Port(Value file) =>
        file.Address != 0
        && file.TryGet("f_vnode", out Value pointer) && pointer.TryDereference(out Value vnode)
        && vnode.TryGet("v_type", out Value type) && type.TryUInt64(out ulong kind) && kind == PortVnode
        && vnode.TryGet("v_data", out Value data) && data.TryUInt64(out ulong port)
            ? port
            : 0;
}
