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
        StartedWalk.At(run, start, "port walk doesn't support global walks", Info.Yields,
            (kernel, process, fault) => Ports(run, kernel, process, fault));

    private static IEnumerable<ulong> Ports(Run run, KernelObjects kernel, ulong process, Action<WalkFault> fault)
    {
        if (kernel.Type("file_t").Type is not { } type)
        {
            fault(WalkFault.MissingMember("file_t", "f_vnode"));
            return [];
        }

        return OpenFiles.Walk(kernel, process, fault).Select(file => Port(run, new Value(kernel.Memory, type, file))).Where(port => port != 0);
    }

    /// <summary>0 for a slot that is free and a file that is no port.</summary>
    private static ulong Port(Run run, Value file)
    {
        if (file.Address == 0 || !file.TryGet("f_vnode", out Value pointer))
        {
            return 0;
        }

        if (!pointer.TryUInt64(out ulong at))
        {
            run.Missing(pointer.Address);
            return 0;
        }

        if (!pointer.TryDereference(out Value vnode) || !vnode.TryGet("v_type", out Value type) || !vnode.TryGet("v_data", out Value data))
        {
            return 0;
        }

        if (!type.TryUInt64(out ulong kind) || !data.TryUInt64(out ulong port))
        {
            run.Missing(at);
            return 0;
        }

        return kind == PortVnode ? port : 0;
    }
}
