using Commands.Pipeline;
using DumpReader.Kernel.Devices;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Finds what a driver keeps for one of its instances.</summary>
[Dcmd("softstate")]
internal sealed class SoftStateDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("softstate", "retrieve soft-state pointer")
    {
        Usage = "<instance>",
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the pointer that the soft state at the address has for an instance: *sd_state::softstate 0.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count != 1)
        {
            return Status.Usage;
        }

        if (!call.TryNumber(call.Arguments[0], out ulong instance))
        {
            return Status.Error;
        }

        if (!SoftState.TryItem(call.Session.Kernel, call.Address, instance, out ulong item))
        {
            return call.Fail($"couldn't determine softstate for instance {(int)instance}: {Reasons.NoMapping}");
        }

        return item == 0
            ? call.Fail($"instance {(int)instance} unused")
            : call.Emit(new Item(item), prefix: false) ? Status.Ok : Status.Abort;
    }
}
