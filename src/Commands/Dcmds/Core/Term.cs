using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The terminal type.</summary>
[Dcmd("term")]
internal sealed class Term : Dcmd
{
    private static readonly Table<string> Layout = new([new("term", r => r)], Header: null, (r, w) => w.Write(r + "\n"));

    public override DcmdInfo Info { get; } = new("term", "display current terminal type")
    {
        StockHelp = false,
        StockPipeForm = false,
        Help = "Shows the type of the terminal that the session runs on.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        if (!call.Session.Streams.OutputIsTerminal || call.Session.Streams.TerminalType is not { Length: > 0 } type)
        {
            return call.Fail("no terminal is in use");
        }

        call.Row(Layout, type);
        return Status.Ok;
    }
}
