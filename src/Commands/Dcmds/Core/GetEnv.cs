using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Shows the environment of the programs that the session starts.</summary>
[Dcmd("getenv")]
internal sealed class GetEnv : Dcmd
{
    private static readonly Table<KeyValuePair<string, string>> Layout = new(
        [new("name", r => r.Key), new("value", r => r.Value)],
        Header: null,
        (r, w) => w.Write($"{r.Key}={r.Value}\n"));

    public override DcmdInfo Info { get; } = new("getenv", "display an environment variable")
    {
        Usage = "[name]",
        StockHelp = false,
        StockPipeForm = false,
        Help = "Shows one variable of the environment that the programs behind ! get, or all of them by name.",
        Examples = ["::setenv MDB_NOTE=here; ::getenv MDB_NOTE"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 1 || call.Arguments.Any(a => a.IsNumber))
        {
            return Status.Usage;
        }

        IDictionary<string, string> environment = call.Session.Streams.Environment;
        if (call.Arguments is [{ Text: { } name }])
        {
            if (!environment.TryGetValue(name, out string? value))
            {
                return call.Fail($"environment variable '{name}' is not set");
            }

            call.Row(Layout, new(name, value));
            return Status.Ok;
        }

        foreach (KeyValuePair<string, string> variable in environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!call.Row(Layout, variable))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
