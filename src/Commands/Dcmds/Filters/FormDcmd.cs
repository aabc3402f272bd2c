using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>
/// The last stage of a pipeline, which says how the stage before it is shown. The runner takes it off and opens that form: it is called
/// only where it does not stand last, or stands alone.
/// </summary>
internal abstract class FormDcmd(string name, string summary, string help, OutputForm form) : Dcmd
{
    public override DcmdInfo Info { get; } = new(name, summary)
    {
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = help,
        Examples = [$"::ps | ::{name}", $"::walk thread | select t_pri | first 2 | {name}"],
    };

    public override OutputForm? ShownAs => form;

    public override Status Invoke(Invocation call) => Status.Usage;
}

/// <summary>JSON lines.</summary>
[Dcmd("json")]
internal sealed class JsonForm() : FormDcmd(
    "json",
    "show the pipeline before it as JSON",
    """
        Stands at the end of a pipeline and shows what comes before it as JSON: one object a
        row, then one that says whether the answer is complete. The option --json does the
        same for a whole session.
        """,
    OutputForm.Json);

/// <summary>Comma-separated values.</summary>
[Dcmd("csv")]
internal sealed class CsvForm() : FormDcmd(
    "csv",
    "show the pipeline before it as comma-separated values",
    """
        Stands at the end of a pipeline and shows what comes before it as comma-separated
        values: a heading, then one line a row. The option --csv does the same for a whole
        session.
        """,
    OutputForm.Csv);
