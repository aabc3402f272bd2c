using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>A command that drives a running target: on a dump it is refused with the words of stock mdb.</summary>
internal abstract class LiveCommand(string name, string summary, string usage, AddressUse address, string refusal) : Dcmd
{
    public override DcmdInfo Info { get; } = new(name, summary)
    {
        Usage = usage,
        Address = address,
        StockHelp = false,
        Help = "Works on a running target only; a dump stands still.",
    };

    public override Status Invoke(Invocation call) => call.Fail(refusal);
}
