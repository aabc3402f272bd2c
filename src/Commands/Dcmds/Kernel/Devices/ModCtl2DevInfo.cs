using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Finds the device nodes that are bound by the name of a module.</summary>
[Dcmd("modctl2devinfo")]
internal sealed class ModCtl2DevInfo : Dcmd
{
    public override DcmdInfo Info { get; } = new("modctl2devinfo", "given a modctl, list its devinfos")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows every device node whose binding name is the name of the module at the address.",
        Examples = ["::walk modctl | ::modctl2devinfo"],
    };

    public override string? InputType => "struct modctl";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "struct modctl", call.Address, "failed to read modctl at ", out Value modctl))
        {
            return Status.Error;
        }

        KernelObjects kernel = call.Session.Kernel;
        string name = modctl.Text("mod_modname");
        if (name.Length == 0 || kernel.Type("struct dev_info").Type is not { } type
            || DeviceTree.Root(kernel, Fault) is not { } root)
        {
            return Status.Error;
        }

        foreach (DeviceNode node in DeviceTree.Below(kernel, root, Fault).UntilStopped(call.Run))
        {
            if (new Value(kernel.Memory, type, node.Address).Text("devi_binding_name") == name
                && !call.Emit(new Item(node.Address, type), prefix: false))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;

        void Fault(WalkFault fault) => KernelWalk.Report(call.Run, fault);
    }
}
