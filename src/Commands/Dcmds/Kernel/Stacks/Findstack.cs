using Commands.Dcmds.Core;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>Finds the stack of a thread and lists it.</summary>
[Dcmd("findstack")]
internal sealed class Findstack : Dcmd
{
    public override DcmdInfo Info { get; } = new("findstack", "find kernel thread stack")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Finds the stack of a thread that is not running and lists its functions; -v
            with their arguments. A command given as one word is run on the stack pointer
            instead: ::findstack '<.$c 3'
            """,
        Examples = ["*panic_thread::findstack", "*panic_thread::findstack -v"],
    };

    public override string? InputType => "kthread_t";

    public override bool TakesPipeWhole => true;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        string? command = null;
        if (call.Arguments.Count > options.Rest && (command = call.Arguments[options.Rest].Text) is null)
        {
            return Status.Usage;
        }

        var style = new FrameStyle(WithPointer: true, options.Has('v') ? ulong.MaxValue : 0);
        Item[] threads = call.PipeItems.Count > 0 ? [.. call.PipeItems] : [call.Item];
        Status status = Status.Ok;
        foreach (FoundStack found in ElementScan.Ordered(call.Run, Info.Name, threads, thread => FoundStack.Of(call.Run, thread.Bits)))
        {
            status = Show(call, found, style, command);
            if (status == Status.Abort || call.Output.IsFull)
            {
                break;
            }
        }

        return status;
    }

    private static Status Show(Invocation call, FoundStack found, FrameStyle style, string? command)
    {
        if (found.IsRead)
        {
            return ThreadStackListing.Show(call, found, style, command, indent: 0);
        }

        call.Run.ReadError($"couldn't read kthread_t from {found.Thread.Address:x}", found.Thread.Address);
        return Status.Error;
    }
}
