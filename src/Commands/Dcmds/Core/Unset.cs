using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Removes variables.</summary>
[Dcmd("unset")]
internal sealed class Unset : Dcmd
{
    public override DcmdInfo Info { get; } = new("unset", "unset variables")
    {
        Usage = "variable ...",
        StockHelp = false,
        Help = "Removes the variables named. Those of the debugger itself stay.",
        Examples = ["5>x; ::unset x"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count == 0 || call.Arguments.Any(a => a.IsNumber))
        {
            return Status.Usage;
        }

        foreach (Argument argument in call.Arguments)
        {
            if (call.Session.Variables.Remove(argument.Text!) is { } refusal)
            {
                call.Run.Error(refusal);
            }
        }

        return Status.Ok;
    }
}
