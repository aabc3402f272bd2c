using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The table of macro aliases.</summary>
[Dcmd("$M")]
internal sealed class MacroNames : Dcmd
{
    private static readonly Table<(string Name, string Text)> Layout = new(
        [new("macro", r => r.Name), new("equivalent", r => r.Text)],
        "MACRO".PadRight(20) + " " + "NATIVE EQUIVALENT".PadRight(59),
        (r, w) => w.Printf("%-20s %s\n", r.Name, r.Text));

    public override DcmdInfo Info { get; } = new("$M", "list macro aliases")
    {
        StockHelp = false,
        Help = "Lists the old macros and the commands that took their place; $<NAME runs one.",
        Examples = ["$M"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        foreach ((string Name, string Text) alias in MacroAliases.All)
        {
            if (!call.Row(Layout, alias))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
