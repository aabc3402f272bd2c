using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the variables that are not 0.</summary>
[Dcmd("$v")]
internal sealed class NonZeroVars : Dcmd
{
    public override DcmdInfo Info { get; } = new("$v", "print non-zero variables")
    {
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the variables whose value is not 0; ::vars lists them all.",
        Examples = ["$v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        foreach (Variable variable in call.Session.Variables.All.Where(v => v.Value != 0))
        {
            if (!call.Row(Vars.Layout, variable))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
