using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>
/// A stage that looks at rows and elements and passes them on as they are: with their type, with what walks bound to them, and with the
/// text, JSON and columns that they had.
/// </summary>
internal abstract class FilterDcmd : Dcmd
{
    /// <summary>A sort or a group holds its input; more than this is not taken.</summary>
    protected const int MostHeld = 4_000_000;

    public sealed override bool TakesRows => true;

    public sealed override Status Invoke(Invocation call) => Guarded(call, Take);

    public sealed override Status End(Invocation call) => Guarded(call, Finish);

    /// <summary>Called for each element.</summary>
    protected abstract Status Take(Invocation call);

    /// <summary>Called behind the last one, where <see cref="Dcmd.HasEnd"/>.</summary>
    protected virtual Status Finish(Invocation call) => Status.Ok;

    /// <summary>Passes an element on as the stage before yielded it, the heading of its table before the first.</summary>
    protected static bool Pass(Invocation call, Item item)
    {
        ShowHeading(call, item.Source?.TableHeading);
        return call.Emit(item.Source is { } source ? new PassedEvent(source, item) : new ValueEvent(item, prefix: true));
    }

    /// <summary>Shows the heading of a table where a person reads it and it is not the one shown last.</summary>
    protected static void ShowHeading(Invocation call, string? heading)
    {
        if (!call.ToPipe && heading is not null && heading != call.ShownHeading)
        {
            call.ShownHeading = heading;
            call.Line(heading);
        }
    }

    /// <summary>The element as it is now, for later: what its stage reuses is copied.</summary>
    protected static Item Keep(Item item) => item.Source is { } source ? item with { Source = source.Keep() } : item;

    protected static FilterElement Element(Invocation call) => new(call.Item, call.Run);

    /// <summary>The value of a key for the element; what is not in the dump is nothing, and the run is partial.</summary>
    protected static FilterValue Value(Invocation call, FilterNode node)
    {
        FilterValue value = node.Evaluate(Element(call));
        if (value.Kind != FilterKind.Missing)
        {
            return value;
        }

        call.Run.Missing(value.Bits);
        return FilterValue.None;
    }

    protected static FilterValue[] Values(Invocation call, FilterKeys keys)
    {
        var values = new FilterValue[keys.Nodes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(call, keys.Nodes[i]);
        }

        return values;
    }

    private Status Guarded(Invocation call, Func<Invocation, Status> action)
    {
        if (!call.FromPipe)
        {
            return Status.Usage;
        }

        try
        {
            return action(call);
        }
        catch (FilterException wrong)
        {
            Status status = call.Fail($"{Info.Name}: {wrong.Message}", Status.Abort);
            if (wrong.Place is { } place)
            {
                call.Session.PointAt(place);
            }

            if (wrong.Hint is { } hint && !call.Stock)
            {
                call.Run.Error(hint);
            }

            return status;
        }
    }
}
