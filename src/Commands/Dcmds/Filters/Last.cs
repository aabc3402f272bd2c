using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Passes on the last elements.</summary>
[Dcmd("last")]
internal sealed class Last : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("last", "pass on the last elements")
    {
        Usage = "[count]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = "Passes on the last element, or as many as the count says, which is decimal unless it has a prefix.",
        Examples = ["::walk thread | last 3", "::ps | last"],
    };

    public override bool HasEnd => true;

    protected override Status Take(Invocation call)
    {
        var state = (State?)call.State;
        if (state is null)
        {
            if (!TakenCount.TryParse(call, out ulong count))
            {
                return Status.Usage;
            }

            call.State = state = new State((int)Math.Min(count, MostHeld));
        }

        if (state.Count > 0)
        {
            if (state.Held.Count == state.Count)
            {
                state.Held.Dequeue();
            }

            state.Held.Enqueue(Keep(call.Item));
        }

        return Status.Ok;
    }

    protected override Status Finish(Invocation call)
    {
        if (call.State is not State state)
        {
            return TakenCount.TryParse(call, out _) ? Status.Ok : Status.Usage;
        }

        foreach (Item item in state.Held)
        {
            if (!Pass(call, item))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private sealed record State(int Count)
    {
        public Queue<Item> Held { get; } = new();
    }
}
