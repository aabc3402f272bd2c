using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The version of the language and commands that is spoken here.</summary>
[Dcmd("version")]
internal sealed class Version : Dcmd
{
    private static readonly Table<string> Layout = new([new("version", v => v)], Header: null, (v, w) => w.Write($"\rmdb {v}\n"));

    public override DcmdInfo Info { get; } = new("version", "print debugger version string")
    {
        Help = "Prints the version of mdb whose language and commands this program speaks.",
        StockHelp = false,
        Examples = ["::version"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Row(Layout, "1.1");
        return Status.Ok;
    }
}
