using System.Text;
using Commands.Pipeline;
using DumpReader.Bytes;

namespace Commands.Dcmds.Core;

/// <summary>Shows files.</summary>
[Dcmd("cat")]
internal sealed class Cat : Dcmd
{
    public override DcmdInfo Info { get; } = new("cat", "concatenate and display files")
    {
        Usage = "[file ...]",
        StockHelp = false,
        Help = "Prints the content of the files.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress)
        {
            return Status.Usage;
        }

        Status status = Status.Ok;
        foreach (Argument argument in call.Arguments)
        {
            string name = argument.Text ?? argument.Value.ToString("x");
            if (Show(call, name) is { } reason)
            {
                status = call.Fail($"failed to open {name}: {reason}");
            }
        }

        return status;
    }

    private static string? Show(Invocation call, string name)
    {
        try
        {
            using Stream file = WaitingFile.Open(call.Session.Options.PathOf(name));
            var buffer = new byte[64 << 10];
            for (int got; (got = file.Read(buffer)) > 0;)
            {
                if (!call.Text(Encoding.Latin1.GetString(buffer, 0, got)))
                {
                    break;
                }
            }

            return null;
        }
        catch (Exception e) when (FileReason.Of(e) is { } reason)
        {
            return reason;
        }
    }
}
