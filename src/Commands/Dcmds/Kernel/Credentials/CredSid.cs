using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Shows the security identifiers of a credential.</summary>
[Dcmd("credsid")]
internal sealed class CredSid : Dcmd
{
    public override DcmdInfo Info { get; } = new("credsid", "display a credsid_t")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the security identifiers of a credential; -v with its counts.",
    };

    public override string? InputType => "credsid_t";

    public override Status Invoke(Invocation call) =>
        CommandOptions.Parse(call, "v") is { } options && options.Rest == call.Arguments.Count
            ? CredentialParts.ShowSids(call, call.Address, options.Has('v'))
            : Status.Usage;
}
