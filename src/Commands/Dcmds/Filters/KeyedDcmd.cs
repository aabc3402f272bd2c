using Commands.Pipeline;
using DumpReader.Problems;

namespace Commands.Dcmds.Filters;

/// <summary>A filter that makes one answer of all its input, or with <c>by KEY ...</c> one of each set of keys.</summary>
internal abstract class KeyedDcmd : FilterDcmd
{
    public sealed override bool HasEnd => true;

    /// <summary>Words before <c>by</c>.</summary>
    protected abstract int Operands { get; }

    protected abstract Tally NewTally();

    /// <summary>The rows in the order in which they are shown; they come in the order of first appearance.</summary>
    protected virtual IEnumerable<(FilterKey Key, Tally Tally)> Order(IEnumerable<(FilterKey Key, Tally Tally)> rows) => rows;

    protected sealed override Status Take(Invocation call)
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

        var key = new FilterKey(Values(call, state.Keys));
        if (!state.Tallies.TryGetValue(key, out Tally? tally))
        {
            if (state.Tallies.Count == MostHeld)
            {
                call.Run.PartialAlways(new Problem("MDB404", $"{Info.Name} holds no more than {MostHeld} keys"));
                call.HasEnough = true;
                return Status.Ok;
            }

            state.Tallies.Add(key, tally = NewTally());
            state.Keyed.Add(key);
        }

        tally.Add(state.Operand is { } operand ? Value(call, operand) : FilterValue.None, Element(call));
        return Status.Ok;
    }

    protected sealed override Status Finish(Invocation call)
    {
        if (((State?)call.State ?? Parse(call)) is not { } state)
        {
            return Status.Usage;
        }

        IEnumerable<(FilterKey Key, Tally Tally)> rows = state.Keys.Nodes.Length == 0 && state.Keyed.Count == 0
            ? [(new FilterKey([]), NewTally())]
            : state.Keyed.Select(key => (key, state.Tallies[key]));
        SelectedLayout? layout = null;
        foreach ((FilterKey key, Tally tally) in Order(rows))
        {
            if (tally.Result is not { } result)
            {
                continue;
            }

            FilterValue[] values = [.. key.Values, result];
            layout ??= new SelectedLayout(call.Session, [.. state.Keys.Names, Info.Name], values, counts: state.Keys.Names.Length);
            ShowHeading(call, layout.Heading);
            Item? item = tally.Element ?? (key.Values.Length > 0 ? key.Values[0].ToItem() : result.ToItem());
            if (!call.Emit(new SelectedEvent(layout, values, item)))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private State? Parse(Invocation call)
    {
        int count = call.Arguments.Count;
        bool isKeyed = count > Operands && call.Arguments[Operands].Text == "by";
        if (count < Operands || (isKeyed ? count < Operands + 2 : count > Operands))
        {
            return null;
        }

        return new State(Operands == 0 ? null : FilterKeys.Node(call, call.Arguments[0]), FilterKeys.Parse(call, isKeyed ? Operands + 1 : count));
    }

    /// <summary>What is known of the elements of one key so far.</summary>
    protected abstract class Tally
    {
        /// <summary>Null for none.</summary>
        public abstract FilterValue? Result { get; }

        /// <summary>The element that the result is of; null where it is of all.</summary>
        public Item? Element { get; protected set; }

        public abstract void Add(in FilterValue value, in FilterElement element);
    }

    private sealed record State(FilterNode? Operand, FilterKeys Keys)
    {
        public Dictionary<FilterKey, Tally> Tallies { get; } = [];

        public List<FilterKey> Keyed { get; } = [];
    }
}
