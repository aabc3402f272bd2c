using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Sets the prompt.</summary>
[Dcmd("$P")]
internal sealed class PromptDcmd : Dcmd
{
    private const int Longest = 35;

    public override DcmdInfo Info { get; } = new("$P", "set debugger prompt string")
    {
        Usage = "[prompt]",
        StockHelp = false,
        Help = "Sets the prompt; without a text, back to the one of the start.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        string prompt = call.Arguments.Count == 0 ? "> " : call.Arguments[0].Text ?? call.Arguments[0].Value.ToString();
        if (prompt.Length > Longest)
        {
            return call.Fail($"prompt may not exceed {Longest} characters");
        }

        call.Session.Options.Prompt = prompt;
        return Status.Ok;
    }
}
