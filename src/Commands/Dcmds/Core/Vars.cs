using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists variables.</summary>
[Dcmd("vars")]
internal sealed class Vars : Dcmd
{
    internal static readonly Column<Variable>[] Columns =
        [new("name", v => v.Name), new("value", v => v.Value), new("readonly", v => v.IsReadOnly), new("tagged", v => v.IsTagged)];

    /// <summary><c>name = value</c>, the value in the current radix.</summary>
    internal static readonly Table<Variable> Layout = new(Columns, Header: null, (v, w) =>
    {
        w.Write(v.Name);
        w.Write(" = ");
        w.Radix(v.Value, prefix: false);
        w.NewLine();
    });

    private static readonly Table<Variable> Executable = new(Columns, Header: null, (v, w) =>
    {
        w.Radix(v.Value, prefix: true);
        w.Write(">");
        w.Write(v.Name);
        w.NewLine();
    });

    public override DcmdInfo Info { get; } = new("vars", "print listing of variables")
    {
        Usage = "[-npt]",
        StockPipeForm = false,
        Help = """
            Lists the variables, values in the current radix: with -n those that are not 0,
            with -t those tagged by ::typeset, with -p as commands that set them again.
            """,
        Examples = ["::vars -n", "5>x; ::vars -p ! grep x"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "npt") is not { } options || options.Rest < call.Arguments.Count || call.HasAddress)
        {
            return Status.Usage;
        }

        Table<Variable> layout = options.Has('p') ? Executable : Layout;
        foreach (Variable variable in call.Session.Variables.All)
        {
            bool shown = (!options.Has('n') || variable.Value != 0) && (!options.Has('t') || variable.IsTagged)
                && (!options.Has('p') || !variable.IsReadOnly);
            if (shown && !call.Row(layout, variable))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
