using System.Text;
using Commands.Language;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Prints its arguments.</summary>
[Dcmd("echo")]
internal sealed class Echo : Dcmd
{
    public override DcmdInfo Info { get; } = new("echo", "echo arguments")
    {
        Usage = "args ...",
        StockHelp = false,
        Help = "Prints its arguments with a blank behind each; the value of $[...] in the current radix.",
        Examples = ["::echo hello $[1+1]"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress)
        {
            return Status.Usage;
        }

        var line = new StringBuilder();
        foreach (Argument argument in call.Arguments)
        {
            line.Append(argument.Text ?? NumberText.Format(argument.Value, call.Session.Radix)).Append(' ');
        }

        call.Line(line.ToString());
        return Status.Ok;
    }
}
