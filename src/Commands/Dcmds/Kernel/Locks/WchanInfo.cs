using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>Shows what threads sleep on: condition variables and semaphores.</summary>
[Dcmd("wchaninfo")]
internal sealed class WchanInfo : Dcmd
{
    public override DcmdInfo Info { get; } = new("wchaninfo", "dump condition variable or semaphore")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows how many threads wait on the condition variable or semaphore at the address, or on each; -v lists the threads.",
        Examples = ["::wchaninfo", "::wchaninfo -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool verbose = options.Has('v');
        if (call.WantsHeader && (!call.ToPipe || call.Stock))
        {
            call.Line(WchanEvent.Heading(verbose));
        }

        if (call.HasAddress)
        {
            return Show(call, call.Address, verbose) ? Status.Ok : Status.Abort;
        }

        if (KernelObject.Walk(call, "wchan") is not { } channels)
        {
            return Status.Error;
        }

        foreach (Item channel in channels)
        {
            if (!Show(call, channel.Bits, verbose))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static bool Show(Invocation call, ulong channel, bool verbose)
    {
        ulong[] threads = channel == 0 ? [] : [.. KernelObject.Elements(call.Run, "wchan", new Item(channel)).Select(i => i.Bits)];
        return call.Emit(WchanEvent.Of(call.Run, channel, threads, verbose));
    }
}
