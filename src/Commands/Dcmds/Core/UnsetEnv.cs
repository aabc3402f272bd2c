using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Removes variables from the environment of the programs that the session starts.</summary>
[Dcmd("unsetenv")]
internal sealed class UnsetEnv : Dcmd
{
    public override DcmdInfo Info { get; } = new("unsetenv", "unset an environment variable")
    {
        Usage = "name ...",
        StockHelp = false,
        Help = "Removes variables from the environment that the programs behind ! get.",
        Examples = ["::setenv MDB_NOTE=here; ::unsetenv MDB_NOTE; ::getenv MDB_NOTE"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count == 0 || call.Arguments.Any(a => a.IsNumber))
        {
            return Status.Usage;
        }

        Status status = Status.Ok;
        foreach (Argument argument in call.Arguments)
        {
            if (!call.Session.Streams.Environment.Remove(argument.Text!))
            {
                status = call.Fail($"environment variable '{argument.Text}' is not set");
            }
        }

        return status;
    }
}
