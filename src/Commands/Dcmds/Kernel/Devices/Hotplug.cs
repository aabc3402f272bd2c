using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Lists the connections at which devices can be added and removed.</summary>
[Dcmd("hotplug")]
internal sealed class Hotplug : Dcmd
{
    // ddi_hp_cn_state_t of sys/ddi_hp.h counts in steps of 0x1000.
    private static readonly string[] States =
        ["", "EMPTY", "PRESENT", "POWERED", "ENABLED", "PORT_EMPTY", "PORT_PRESENT", "OFFLINE", "ATTACHED", "MAINTENANCE", "ONLINE"];

    private static readonly Table<Value> Layout = new(
        [
            new("parent", r => Cell.Address(r.Number("cn_dip"))), new("handle", r => Cell.Address(r.Address)), new("state", r => State(r)),
            new("type", r => r.Text("cn_info.cn_type_str")), new("name", r => r.Text("cn_info.cn_name")),
        ],
        "  PARENT_DEVINFO           HANDLE STATE        TYPE            CN_NAME        ",
        (r, w) => w.Printf("%?p %?p %-12s %-15s %-15s\n", r.Number("cn_dip"), r.Address, State(r), r.Text("cn_info.cn_type_str"),
            r.Text("cn_info.cn_name")));

    public override DcmdInfo Info { get; } = new("hotplug", "print hotplug connections")
    {
        Usage = "[-p]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = "Lists the hotplug connections below a device node, or all. -p: only those of the node itself.",
        Examples = ["::hotplug"],
    };

    public override string? InputType => "struct dev_info";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "p") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        KernelObjects kernel = call.Session.Kernel;
        if ((call.HasAddress ? call.Address : DeviceTree.Root(kernel, Fault)) is not { } start)
        {
            return Status.Error;
        }

        IEnumerable<DeviceNode> nodes = options.Has('p') ? [new DeviceNode(start, 0)] : DeviceTree.Below(kernel, start, Fault);
        return nodes.UntilStopped(call.Run).All(node => Connections(call, node.Address, Fault)) ? Status.Ok : Status.Abort;

        void Fault(WalkFault fault) => KernelWalk.Report(call.Run, fault);
    }

    private static bool Connections(Invocation call, ulong device, Action<WalkFault> fault)
    {
        KernelObjects kernel = call.Session.Kernel;
        if (!kernel.TryOffset("struct dev_info", "devi_hp_hdlp", fault, out ulong first)
            || !kernel.TryOffset("struct ddi_hp_cn_handle", "next", fault, out ulong next)
            || kernel.Type("struct ddi_hp_cn_handle").Type is not { } type)
        {
            return false;
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(device + first), out ulong handle))
        {
            fault(WalkFault.Unreadable("dev_info", device));
            return true;
        }

        return LinkChain.Walk(kernel.Memory, handle, next, ring: false, "hotplug connection", fault)
            .All(at => call.Row(Layout, new Value(kernel.Memory, type, at), new Item(at, type)));
    }

    private static string State(Value handle) =>
        handle.Number("cn_info.cn_state") is var state && state % 0x1000 == 0 && state / 0x1000 is > 0 and var step
        && step < (ulong)States.Length
            ? States[step]
            : $"0x{state:x}";
}
