using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace Commands.Dcmds.Filters;

/// <summary>Passes its input on in order.</summary>
[Dcmd("sort")]
internal sealed class Sort : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("sort", "sort the elements by keys")
    {
        Usage = "[-r] [expression ...]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = """
            Passes the elements on in the order of the keys, by value: columns, members or
            expressions of ::where; of the elements themselves when none is given. Elements
            with equal keys stay in their order. With -r the largest come first.
            """,
        Examples = ["::walk thread | sort -r t_pri | first 3", "::ps | sort name", "::kmastat | sort -r memory | first 5"],
    };

    public override bool HasEnd => true;

    protected override Status Take(Invocation call)
    {
        var state = (State?)call.State;
        if (state is null)
        {
            if (Parse(call) is not { } parsed)
            {
                return Status.Usage;
            }

            call.State = state = parsed;
        }

        if (state.Held.Count == MostHeld)
        {
            call.Run.PartialAlways(new Problem("MDB404", $"sort holds no more than {MostHeld} elements"));
            call.HasEnough = true;
            return Status.Ok;
        }

        state.Held.Add((Values(call, state.Keys), Keep(call.Item)));
        return Status.Ok;
    }

    protected override Status Finish(Invocation call)
    {
        if (call.State is not State state)
        {
            return Parse(call) is null ? Status.Usage : Status.Ok;
        }

        var order = Comparer<FilterValue[]>.Create(Compare);
        IEnumerable<(FilterValue[] Key, Item Item)> sorted = state.IsReverse
            ? state.Held.OrderByDescending(h => h.Key, order)
            : state.Held.OrderBy(h => h.Key, order);
        foreach ((_, Item item) in sorted)
        {
            if (!Pass(call, item))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static State? Parse(Invocation call)
    {
        if (CommandOptions.Parse(call, "r") is not { } options)
        {
            return null;
        }

        FilterKeys keys = options.Rest == call.Arguments.Count
            ? new FilterKeys(["."], [new DotNode()])
            : FilterKeys.Parse(call, options.Rest, named: false);
        return new State(keys, options.Has('r'));
    }

    private static int Compare(FilterValue[] a, FilterValue[] b)
    {
        WorkLimit.Poll();
        for (int i = 0; i < a.Length; i++)
        {
            int order = FilterOrder.Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private sealed record State(FilterKeys Keys, bool IsReverse)
    {
        public List<(FilterValue[] Key, Item Item)> Held { get; } = [];
    }
}
