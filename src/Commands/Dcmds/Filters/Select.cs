using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Makes rows of the columns and members that are asked for.</summary>
[Dcmd("select")]
internal sealed class Select : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("select", "show columns and members of the elements")
    {
        Usage = "[name=]expression ...",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = """
            Makes a row of each element: a column for each word, which is a column of the row
            before, a member path, or any expression of ::where, in quotes where it has
            blanks. Commas part words as blanks do. NAME=EXPR names the column. The row still
            stands for its element, so that a later stage can ::print it.
            """,
        Examples =
        [
            "::walk thread | select t_pri cmd=t_procp->p_user.u_comm", "::ps | select pid, name | sort -r pid | first 3",
        ],
    };

    protected override Status Take(Invocation call)
    {
        var state = (State?)call.State;
        if (state is null)
        {
            FilterKeys keys = FilterKeys.Parse(call, 0);
            if (keys.Nodes.Length == 0)
            {
                return Status.Usage;
            }

            call.State = state = new State(keys, new SelectedLayout(call.Session, keys.Names, Values(call, keys)));
        }

        Item? item = Element(call).HasValue ? call.Item : null;
        ShowHeading(call, state.Layout.Heading);
        call.Emit(new SelectedEvent(state.Layout, Values(call, state.Keys), item));
        return Status.Ok;
    }

    private sealed record State(FilterKeys Keys, SelectedLayout Layout);
}
