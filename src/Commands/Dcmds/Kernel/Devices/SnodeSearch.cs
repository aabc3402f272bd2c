using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Sends on the snodes of devices that a number chooses.</summary>
internal static class SnodeSearch
{
    public static Status Emit(Invocation call, Func<DeviceNumber, bool> wanted)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "snode") is not { } snodes)
        {
            return Status.Error;
        }

        foreach (Item item in snodes)
        {
            if (KernelObject.TryReadPart(call.Run, "struct snode", item.Bits, out Value snode)
                && wanted(new DeviceNumber(snode.Number("s_dev"))) && !call.Emit(new Item(item.Bits, snode.Type), prefix: false))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
