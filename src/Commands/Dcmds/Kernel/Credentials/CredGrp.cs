using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Shows the supplementary groups of a credential.</summary>
[Dcmd("credgrp")]
internal sealed class CredGrp : Dcmd
{
    public override DcmdInfo Info { get; } = new("credgrp", "display cred_t's supplemental groups")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the supplementary groups of a credential; -v with its counts.",
    };

    public override string? InputType => "credgrp_t";

    public override Status Invoke(Invocation call) =>
        CommandOptions.Parse(call, "v") is { } options && options.Rest == call.Arguments.Count
            ? CredentialParts.ShowGroups(call, call.Address, options.Has('v'))
            : Status.Usage;
}
