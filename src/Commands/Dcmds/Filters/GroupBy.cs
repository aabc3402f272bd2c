using Commands.Pipeline;
using DumpReader.Problems;

namespace Commands.Dcmds.Filters;

/// <summary>Brings the elements of each key together.</summary>
[Dcmd("groupby")]
internal sealed class GroupBy : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("groupby", "bring the elements of each key together")
    {
        Usage = "expression ...",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = """
            Shows the elements group by group, in the order in which the keys appear first:
            the keys and how many elements have them, then the elements. A later stage gets
            the elements in that order. 'count by' shows the numbers alone. Behind a pipe the
            bare word is 'group'; ::group is another command of the kernel.
            """,
        Examples = ["::walk thread | group t_procp", "::ps | ::groupby name"],
    };

    public override bool HasEnd => true;

    protected override Status Take(Invocation call)
    {
        if (call.Arguments.Count == 0)
        {
            return Status.Usage;
        }

        if (call.State is not State state)
        {
            call.State = state = new State(FilterKeys.Parse(call, 0));
        }

        if (state.Held++ == MostHeld)
        {
            call.Run.PartialAlways(new Problem("MDB404", $"group holds no more than {MostHeld} elements"));
            call.HasEnough = true;
            return Status.Ok;
        }

        var key = new FilterKey(Values(call, state.Keys));
        if (!state.Groups.TryGetValue(key, out List<Item>? members))
        {
            state.Groups.Add(key, members = []);
            state.Order.Add(key);
        }

        members.Add(Keep(call.Item));
        return Status.Ok;
    }

    protected override Status Finish(Invocation call)
    {
        if (call.State is not State state)
        {
            return call.Arguments.Count == 0 ? Status.Usage : Status.Ok;
        }

        SelectedLayout? layout = null;
        foreach (FilterKey key in state.Order)
        {
            layout ??= new SelectedLayout(call.Session, state.Keys.Names, key.Values);
            List<Item> members = state.Groups[key];
            bool goOn = call.ToPipe ? members.TrueForAll(item => Pass(call, item)) : call.Emit(new GroupEvent(layout, key.Values, members));
            if (!goOn)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private sealed record State(FilterKeys Keys)
    {
        public int Held { get; set; }

        public Dictionary<FilterKey, List<Item>> Groups { get; } = [];

        public List<FilterKey> Order { get; } = [];
    }
}
