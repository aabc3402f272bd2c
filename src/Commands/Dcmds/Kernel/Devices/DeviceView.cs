using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Devices;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>A device node as ::prtconf and ::devinfo name it: what it is bound as, its instance, its driver.</summary>
internal sealed class DeviceView
{
    // ddi_node_state_t of sys/ddi_impldefs.h.
    private const long Attached = 5;

    private DeviceView(Value node, string? driver) => (Node, Driver) = (node, driver);

    public Value Node { get; }

    /// <summary>Name of the driver; null where none is attached, or its name is not known.</summary>
    public string? Driver { get; }

    public string BindingName => Node.Text("devi_binding_name");

    public long Instance => Node.Signed("devi_instance");

    public bool IsAttached => Node.Signed("devi_node_state") >= Attached;

    /// <summary>Reads a node; null, with the message, where it is missing.</summary>
    public static DeviceView? Read(Run run, ulong address)
    {
        if (!KernelObject.TryRead(run, "struct dev_info", address, "failed to read device node at ", out Value node))
        {
            return null;
        }

        // A node that is only attached, but not ready, has no name looked up in stock mdb either.
        return new DeviceView(node, node.Signed("devi_node_state") > Attached ? DriverOf(run, node) : null);
    }

    /// <summary>Name of the driver that a node is bound to; null, with the message, where it cannot be found.</summary>
    public static string? DriverOf(Run run, Value node)
    {
        if (DriverNames.Major(run.Session.Kernel, node.Text("devi_binding_name"), fault => KernelWalk.Report(run, fault)) is not { } major)
        {
            run.Error("failed to translate bind name to major number");
            return null;
        }

        return DriverNames.Name(run.Session.Kernel, (ulong)major, fault => KernelWalk.Report(run, fault));
    }

    /// <summary>The lists of properties that the node has, in the order of ::devinfo.</summary>
    public IEnumerable<(string Kind, ulong First)> PropertyLists()
    {
        (string Kind, string Path)[] lists =
        [
            ("System", "devi_sys_prop_ptr"), ("Driver", "devi_drv_prop_ptr"), ("Hardware", "devi_hw_prop_ptr"),
            ("Global", "devi_global_prop_list->prop_list"),
        ];
        return lists.Select(list => (list.Kind, First: Node.Number(list.Path))).Where(list => list.First != 0);
    }
}
