using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Shows a list of security identifiers.</summary>
[Dcmd("ksidlist")]
internal sealed class KsidList : Dcmd
{
    public override DcmdInfo Info { get; } = new("ksidlist", "display a ksidlist_t")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a list of security identifiers; -v with its counts.",
    };

    public override string? InputType => "ksidlist_t";

    public override Status Invoke(Invocation call) =>
        CommandOptions.Parse(call, "v") is { } options && options.Rest == call.Arguments.Count
            ? CredentialParts.ShowList(call, call.Address, options.Has('v'))
            : Status.Usage;
}
