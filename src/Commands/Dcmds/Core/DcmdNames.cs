using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the debugger commands.</summary>
[Dcmd("dcmds")]
internal sealed class DcmdNames : Dcmd
{
    public override DcmdInfo Info { get; } = new("dcmds", "list available debugger commands")
    {
        Usage = CommandList.Usage,
        Help = """
            Lists every command with its description, sorted by name. A pattern (an
            extended regular expression) keeps those whose name or description
            matches; -n looks at the names only.
            """,
        Examples = ["::dcmds", "::dcmds -n '^p'"],
    };

    public override Status Invoke(Invocation call) => CommandList.Show(call, Registry.DcmdNames.Select(name =>
    {
        DcmdInfo info = Registry.CreateDcmd(name)!.Info;
        return new CommandList.Row(name, info.Summary, info.Module);
    }));
}
