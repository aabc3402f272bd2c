using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Keeps a copy of the session's output in a file.</summary>
[Dcmd("log", "$>")]
internal sealed class Log : Dcmd
{
    public override DcmdInfo Info { get; } = new("log", "log session to a file")
    {
        Usage = "[-d | [-e] file]",
        StockHelp = false,
        Help = "Copies all output from now on to the file; -d ends that. Without arguments says whether a log is kept.",
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "d", texts: "e") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        SessionLog log = call.Session.Log;
        string? file = options.Text('e') ?? (call.Arguments.Count > options.Rest ? call.Arguments[options.Rest].Text : null);
        if (options.Has('d'))
        {
            if (file is not null)
            {
                return Status.Usage;
            }

            if (log.Name is not { } ended)
            {
                return call.Fail("logging is already disabled");
            }

            log.Stop();
            call.Line($"mdb: logging to \"{ended}\" disabled");
            return Status.Ok;
        }

        if (file is null)
        {
            return log.Name is { } name ? Say(call, $"mdb: logging to \"{name}\"") : call.Fail("no log is active");
        }

        try
        {
            log.Start(file, call.Session.Options.PathOf(file));
        }
        catch (Exception e) when (FileReason.Of(e) is { } reason)
        {
            return call.Fail($"failed to open {file}: {reason}");
        }

        return Say(call, $"mdb: logging to \"{file}\"");
    }

    private static Status Say(Invocation call, string line)
    {
        call.Line(line);
        return Status.Ok;
    }
}
