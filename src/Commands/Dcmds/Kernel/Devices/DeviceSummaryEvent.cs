using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>State, flags and counts of a device node in the three lines of ::devinfo -s.</summary>
internal sealed class DeviceSummaryEvent(DeviceView device) : FactEvent
{
    public const string Heading =
        "DEVINFO            MAJ           REFCNT NODENAME             NODESTATE\n"
        + "                  INST         CIRCULAR BINDNAME             STATE\n"
        + "                                 THREAD                      FLAGS          ";

    /// <summary>By ddi_node_state_t, whose first is -1.</summary>
    private static readonly string[] NodeStates =
        ["DS_INVAL", "DS_PROTO", "DS_LINKED", "DS_BOUND", "DS_INITIA", "DS_PROBED", "DS_ATTACH", "DS_READY"];

    // DEVI_* of sys/ddi_impldefs.h.
    private static readonly BitName[] States = FlagNames.Table(
        ("DEVICE_OFFLINE", 0x1), ("DEVICE_DOWN", 0x2), ("DEVICE_DEGRADED", 0x4), ("DEVICE_REMOVED", 0x8), ("BUS_QUIESCED", 0x10),
        ("BUS_DOWN", 0x20), ("NDI_CONFIG", 0x40), ("S_ATTACHING", 0x10000), ("S_DETACHING", 0x20000), ("S_ONLINING", 0x40000),
        ("S_OFFLINING", 0x80000), ("S_INVOKING_DACF", 0x100000), ("S_UNBOUND", 0x200000), ("S_REPORT", 0x8000000),
        ("S_EVADD", 0x10000000), ("S_EVREMOVE", 0x20000000), ("S_NEED_RESET", 0x40000000));

    private static readonly BitName[] Flags = FlagNames.Table(
        ("BUSY", 0x1), ("MADE_CHILDREN", 0x2), ("ATTACHED_CHILDREN", 0x4), ("BRANCH_HELD", 0x8), ("NO_BIND", 0x10),
        ("DEVI_CACHED_DEVID", 0x20), ("PHCI_SIGNALS_VHCI", 0x40), ("REBIND", 0x100));

    private readonly Value _node = device.Node;

    public override string? TableHeading => Heading;

    public override Item? Item => new Item(_node.Address, _node.Type);

    private string NodeName => _node.Text("devi_addr") is { Length: > 0 } unit
        ? $"{_node.Text("devi_node_name")}@{unit}"
        : _node.Text("devi_node_name");

    private string NodeState =>
        _node.Signed("devi_node_state") is var state && state >= -1 && state + 1 < NodeStates.Length ? NodeStates[state + 1] : "?";

    private int Major => (int)_node.Number("devi_major");

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%0?p %5d %?d %-20s %s\n", _node.Address, Major, (int)_node.Signed("devi_ref"), NodeName, NodeState);
        writer.Printf("%?s %5d %?d %-20s <%b>\n", "", (int)device.Instance, (int)_node.Signed("devi_circular"), device.BindingName,
            (uint)_node.Number("devi_state"), States);
        writer.Printf("%?s %5s %?p %-20s <%b>\n\n", "", "", _node.Number("devi_busy_thread"), "", (uint)_node.Number("devi_flags"), Flags);
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(_node.Address));
        facts.Add("major", Major);
        facts.Add("ref", _node.Signed("devi_ref"));
        facts.Add("node_name", NodeName);
        facts.Add("node_state", NodeState);
        facts.Add("instance", device.Instance);
        facts.Add("circular", _node.Signed("devi_circular"));
        facts.Add("binding_name", device.BindingName);
        facts.Add("state", FlagNames.Of(_node.Number("devi_state"), States));
        facts.Add("busy_thread", Cell.Address(_node.Number("devi_busy_thread")));
        facts.Add("flags", FlagNames.Of(_node.Number("devi_flags"), Flags));
    }
}
