using Commands.Pipeline;
using DumpReader.Problems;

namespace Commands.Dcmds.Filters;

/// <summary>Passes on the first element of each key.</summary>
[Dcmd("uniq")]
internal sealed class Uniq : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("uniq", "pass on the first element of each key")
    {
        Usage = "[expression ...]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = """
            Passes on an element only where no earlier one had the same keys (the same
            address, when none are given), wherever that one stood.
            """,
        Examples = ["::walk thread | uniq t_procp | ::print kthread_t t_procp", "::walk thread | uniq"],
    };

    protected override Status Take(Invocation call)
    {
        var state = (State?)call.State;
        if (state is null)
        {
            call.State = state = new State(call.Arguments.Count > 0
                ? FilterKeys.Parse(call, 0, named: false)
                : new FilterKeys(["."], [new DotNode()]));
        }

        if (state.Seen.Count == MostHeld)
        {
            call.Run.PartialAlways(new Problem("MDB404", $"uniq holds no more than {MostHeld} keys"));
            call.HasEnough = true;
            return Status.Ok;
        }

        if (state.Seen.Add(new FilterKey(Values(call, state.Keys))))
        {
            Pass(call, call.Item);
        }

        return Status.Ok;
    }

    private sealed record State(FilterKeys Keys)
    {
        public HashSet<FilterKey> Seen { get; } = [];
    }
}
