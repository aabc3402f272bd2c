using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the device nodes that are bound to a driver.</summary>
[Dcmd("devbindings")]
internal sealed class DevBindings : Dcmd
{
    public override DcmdInfo Info { get; } = new("devbindings", "print devinfo nodes bound to device-name or major-num")
    {
        Usage = "[-qs] [device-name | major-num]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Shows every device node that is bound to the driver with the name or the major number given, as ::devinfo does.

              -q  without the properties
              -s  state, flags and counts in three lines
            """,
        StockHelp = false,
        Examples = ["::devbindings pci", "::devbindings -s pci"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qs") is not { } options || call.Arguments.Count - options.Rest != (call.HasAddress ? 0 : 1))
        {
            return Status.Usage;
        }

        KernelObjects kernel = call.Session.Kernel;
        ulong major = call.Address;
        if (!call.HasAddress && !TryMajor(call, call.Arguments[options.Rest], out major))
        {
            return Status.Error;
        }

        if (DriverNames.At(kernel, major, Fault) is not { } driver)
        {
            return call.Fail($"failed to get major number for {major:x}");
        }

        bool first = true;
        Status status = Status.Ok;
        foreach (Item node in driver.Number("dn_head") is var head and not 0 ? KernelObject.Elements(call.Run, "devi_next", head) : [])
        {
            status = DevInfo.Show(call, node, options, first);
            first = false;
            if (status != Status.Ok)
            {
                break;
            }
        }

        return status;

        void Fault(WalkFault fault) => KernelWalk.Report(call.Run, fault);
    }

    private static bool TryMajor(Invocation call, Argument argument, out ulong major)
    {
        if (argument.Text is not { Length: > 0 } text || char.IsAsciiDigit(text[0]))
        {
            return call.TryNumber(argument, out major);
        }

        int? found = DriverNames.Major(call.Session.Kernel, text, fault => KernelWalk.Report(call.Run, fault));
        major = (ulong)(found ?? 0);
        if (found is null)
        {
            call.Run.Error($"failed to get major number for {text}");
        }

        return found is not null;
    }
}
