using Commands.Pipeline;
using Commands.Walkers;

namespace Commands.Dcmds.Core;

/// <summary>Runs a walker and sends its elements on.</summary>
[Dcmd("walk")]
internal sealed class Walk : Dcmd
{
    public override DcmdInfo Info { get; } = new("walk", "walk data structure")
    {
        Usage = "name [variable]",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Lists the elements of a data structure with the walker of that name; ::walkers
            tells which there are. The address says where to start, for walkers that
            start somewhere: a thread for ctxop, a process for thread. With a variable,
            later stages of the pipeline read from it the element they work on.
            """,
        Examples = ["::walk proc", "::walk thread t | ::eval '<t=K'"],
    };

    public override Status Invoke(Invocation call)
    {
        IReadOnlyList<Argument> arguments = call.Arguments;
        if (arguments.Count is < 1 or > 2 || arguments[0].Text is not { } name || (arguments.Count == 2 && arguments[1].IsNumber))
        {
            return Status.Usage;
        }

        string? variable = arguments.Count == 2 ? arguments[1].Text : null;
        if (variable is not null && call.Session.RefuseWalkVariable(variable) is { } refusal)
        {
            return call.Fail(refusal);
        }

        if (Find(call.Session, name) is not { } walker)
        {
            call.Fail("failed to perform walk: " + Reasons.UnknownWalk);
            if (!call.Stock && Suggestions.Question(name, WalkerTable.All(call.Session).Select(w => w.Name)) is { } question)
            {
                call.Run.Error(question);
            }

            return Status.Error;
        }

        // A typed null pointer is an empty structure; a bare 0 asks for the global walk.
        bool starts = call.HasAddress && (call.Address != 0 || (!call.Stock && !call.Item.IsBare));
        if (walker.Walk(call.Run, starts ? call.Item : null) is not { } elements)
        {
            return call.Fail("failed to perform walk: " + Reasons.WalkInit);
        }

        foreach (Item element in elements)
        {
            Item item = variable is null ? element : element with { Binding = new WalkBinding(variable, element.Bits) };
            if (!call.Emit(item, prefix: true))
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>A walker by its name, or by <c>module`name</c> of the module that has it.</summary>
    internal static Walker? Find(Session session, string name)
    {
        int quote = name.LastIndexOf('`');
        Walker? walker = WalkerTable.Find(session, name.AsSpan(quote + 1));
        return quote < 0 || walker?.Info.Module == name[..quote] ? walker : null;
    }
}
