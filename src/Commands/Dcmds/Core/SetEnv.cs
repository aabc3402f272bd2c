using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Sets a variable of the environment of the programs that the session starts.</summary>
[Dcmd("setenv")]
internal sealed class SetEnv : Dcmd
{
    public override DcmdInfo Info { get; } = new("setenv", "set an environment variable")
    {
        Usage = "name [value]",
        StockHelp = false,
        Help = "Sets a variable of the environment that the programs behind ! get: ::setenv NAME VALUE, or NAME=VALUE in one word.",
        Examples = ["::setenv MDB_NOTE here; ::getenv MDB_NOTE"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count is 0 or > 2 || call.Arguments.Any(a => a.IsNumber))
        {
            return Status.Usage;
        }

        string name = call.Arguments[0].Text!;
        string value = "";
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (call.Arguments.Count == 2)
        {
            value = call.Arguments[1].Text!;
        }
        else if (equals > 0)
        {
            (name, value) = (name[..equals], name[(equals + 1)..]);
        }

        if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            return Status.Usage;
        }

        call.Session.Streams.Environment[name] = value;
        return Status.Ok;
    }
}
