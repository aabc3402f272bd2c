using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Ends the session.</summary>
[Dcmd("quit", "$q")]
internal sealed class Quit : Dcmd
{
    public override DcmdInfo Info { get; } = new("quit", "quit debugger")
    {
        Usage = "[-u]",
        StockHelp = false,
        Help = "Ends the debugger, whatever is left of the input.",
    };

    public override Status Invoke(Invocation call)
    {
        call.Session.Quit = true;
        return Status.Ok;
    }
}
