using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>A dcmd that leads from one STREAMS object to another.</summary>
internal abstract class StreamLink(string name, string summary, string from, string to, string help) : Dcmd
{
    public override DcmdInfo Info { get; } = new(name, summary)
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = help,
    };

    public override string? InputType => from;

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, from, call.Address, $"couldn't read {from} at ", out Value start)
            || Follow(call.Run, start) is not { } target)
        {
            return Status.Error;
        }

        call.Emit(new Item(target, call.Session.FindType(to, out _)), prefix: false);
        return Status.Ok;
    }

    /// <summary>Address of the other; null after the message that there is none.</summary>
    protected abstract ulong? Follow(Run run, Value start);
}
