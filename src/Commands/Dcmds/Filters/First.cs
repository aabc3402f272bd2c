using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Passes on the first elements.</summary>
[Dcmd("first")]
internal sealed class First : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("first", "pass on the first elements")
    {
        Usage = "[count]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = "Passes on the first element, or as many as the count says, which is decimal unless it has a prefix; the stages before stop then.",
        Examples = ["::walk thread | first 3", "::ps | first"],
    };

    protected override Status Take(Invocation call)
    {
        if (call.State is not ulong left && !TakenCount.TryParse(call, out left))
        {
            return Status.Usage;
        }

        if (left > 0)
        {
            Pass(call, call.Item);
            left--;
        }

        call.State = left;
        call.HasEnough = left == 0;
        return Status.Ok;
    }
}
