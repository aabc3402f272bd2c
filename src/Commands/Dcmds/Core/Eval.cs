using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Runs command text with dot set to each element.</summary>
[Dcmd("eval")]
internal sealed class Eval : Dcmd
{
    public override DcmdInfo Info { get; } = new("eval", "run commands for each address")
    {
        Usage = "command",
        Address = AddressUse.Optional,
        Help = "Runs the text as commands, with dot set to the element; what they print passes on.",
        Examples = ["::walk cpu | ::eval '.=K'", "5::eval '.=K;.+1=K'"],
    };

    public override Status Invoke(Invocation call) =>
        call.Arguments is [{ Text: { } text }] ? call.Session.Evaluate(text, call.Address, call.Output) : Status.Usage;
}
