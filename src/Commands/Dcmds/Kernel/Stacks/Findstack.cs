using Commands.Dcmds.Core;
using Commands.Pipeline;
using DumpReader.Values;

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

        if (!KernelObject.TryRead(call.Run, "kthread_t", call.Address, "couldn't read kthread_t from ", out Value thread, reason: false))
        {
            return Status.Error;
        }

        return ThreadStackListing.Show(call, thread, new FrameStyle(WithPointer: true, options.Has('v') ? ulong.MaxValue : 0), command, indent: 0);
    }
}
