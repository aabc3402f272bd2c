using Commands.Pipeline;
using Commands.Walkers;

namespace Commands.Dcmds.Core;

/// <summary>Lists the walkers.</summary>
[Dcmd("walkers")]
internal sealed class WalkerNames : Dcmd
{
    public override DcmdInfo Info { get; } = new("walkers", "list available walkers")
    {
        Usage = CommandList.Usage,
        Help = """
            Lists every walker with its description, sorted by name. A pattern (an
            extended regular expression) keeps those whose name or description
            matches; -n looks at the names only.
            """,
        Examples = ["::walkers", "::walkers ctx"],
    };

    public override Status Invoke(Invocation call) => CommandList.Show(
        call, WalkerTable.All(call.Session).Select(w => new CommandList.Row(w.Name, w.Info.Summary, w.Info.Module)));
}
