using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Passes on all but the first elements.</summary>
[Dcmd("skip")]
internal sealed class Skip : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("skip", "pass on all but the first elements")
    {
        Usage = "[count]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = "Leaves out the first element, or as many as the count says, which is decimal unless it has a prefix.",
        Examples = ["::walk thread | skip 10 | first", "::ps | skip 2"],
    };

    protected override Status Take(Invocation call)
    {
        if (call.State is not ulong left && !TakenCount.TryParse(call, out left))
        {
            return Status.Usage;
        }

        call.State = left == 0 ? 0 : left - 1;
        if (left == 0)
        {
            Pass(call, call.Item);
        }

        return Status.Ok;
    }
}
