using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the tree of devices.</summary>
[Dcmd("prtconf")]
internal sealed class PrtConf : Dcmd
{
    public override DcmdInfo Info { get; } = new("prtconf", "print devinfo tree")
    {
        Usage = "[-vpc] [-d driver] [-i inst]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Shows the device tree, each node below its parent: what it is bound as, its instance and its driver. With an address:
            the ancestors of that node, the node, and all below it.

              -v         with the properties of each
              -p         only the node and its ancestors
              -c         only the node and what is below it; with -p the node alone
              -d driver  only nodes with that driver attached
              -i inst    only nodes with that instance number
            """,
        Examples = ["::prtconf", "::prtconf -v"],
    };

    public override string? InputType => "struct dev_info";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "vpc", numbers: "i", texts: "d") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool failed = false;
        void Fault(WalkFault fault)
        {
            failed = true;
            KernelWalk.Report(call.Run, fault);
        }

        if (!call.ToPipe)
        {
            call.Line("DEVINFO          " + "NAME".PadRight(50));
        }

        KernelObjects kernel = call.Session.Kernel;
        if ((call.HasAddress ? call.Address : DeviceTree.Root(kernel, Fault)) is not { } start)
        {
            return Status.Error;
        }

        IEnumerable<DeviceNode> nodes = (options.Has('p'), options.Has('c')) switch
        {
            (true, true) => [new DeviceNode(start, 0)],
            (true, false) => DeviceTree.Ancestors(kernel, start, Fault),
            (false, true) => DeviceTree.Below(kernel, start, Fault),
            _ => DeviceTree.Family(kernel, start, Fault),
        };
        foreach (DeviceNode node in nodes.UntilStopped(call.Run))
        {
            if (DeviceView.Read(call.Run, node.Address) is not { } device
                || (options.Text('d') is { } driver && device.Driver != driver)
                || (options.TryNumber('i', out ulong instance) && device.Instance != (long)instance))
            {
                continue;
            }

            IReadOnlyList<DevicePropertyList>? properties =
                options.Has('v') && !call.ToPipe ? DevicePropertyList.Of(call.Run, device) : null;
            if (!call.Emit(new DeviceEvent(device, node.Depth, properties)))
            {
                break;
            }
        }

        return failed ? Status.Error : Status.Ok;
    }
}
