using System.Runtime.CompilerServices;
using Commands.Language;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>One command of a running pipeline, and the call object that is used again for every element.</summary>
internal sealed class Stage
{
    private readonly Session _session;

    public Stage(Session session, Run run, BoundCommand command, Output output, bool first, bool last)
    {
        _session = session;
        Command = command;
        Call = new Invocation(session, run, command.Dcmd, command.Arguments, output)
        {
            Format = command.Format,
            Filter = command.Filter,
            FromPipe = !first,
            ToPipe = !last,
        };
    }

    public BoundCommand Command { get; }

    public Invocation Call { get; }

    public bool WasInvoked { get; private set; }

    public Status LastStatus { get; private set; }

    /// <summary>Calls the command; true when the loop and the pipeline may go on.</summary>
    public bool Invoke(Item item, bool hasAddress, bool isLoop)
    {
        Call.Item = item;
        Call.HasAddress = hasAddress;
        Call.IsLoop = isLoop;
        Call.IsFirst = !WasInvoked;
        WasInvoked = true;
        LastStatus = Guarded();
        _session.LastStatus = LastStatus;
        if (LastStatus == Status.Usage)
        {
            _session.ShowUsage(Command);
        }

        return LastStatus is not (Status.Usage or Status.Abort) && !_session.Quit && !Call.Run.ShouldStop && !Call.HasEnough;
    }

    /// <summary>Calls a command that takes its pipe whole; there is at least one item.</summary>
    public bool InvokeWhole(IReadOnlyList<Item> items)
    {
        string? wanted = _session.Options.Stock ? null : Command.Dcmd.InputType;
        Call.PipeItems = wanted is null ? items : [.. items.Select(i => Coercion.To(_session, i, wanted)).OfType<Item>()];
        return Invoke(items[^1], hasAddress: true, isLoop: true);
    }

    private Status Guarded()
    {
        // Under the lazy schedule every stage runs inside the one before it.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Call.Run.Error("commands are nested too deeply");
            return Status.Abort;
        }

        AddressUse use = Command.Dcmd.Info.Address;
        if ((use == AddressUse.Required && !Call.HasAddress) || (use == AddressUse.None && Call.FromPipe && !Command.Dcmd.Info.PipeOnly))
        {
            return Status.Usage;
        }

        if (!Call.Stock && Call.HasAddress && Command.Dcmd.InputType is { } wanted)
        {
            if (Coercion.To(_session, Call.Item, wanted) is not { } item)
            {
                string message = $"{Command.Name}: {Call.Address:x} is a {Call.Item.Type!.Name}, expected a {wanted}";
                Call.Run.Error(message);
                Call.Run.Partial(new Problem("MDB402", message, Call.Address));
                return Status.Error;
            }

            Call.Item = item;
        }

        try
        {
            return Command.Dcmd.Invoke(Call);
        }
        catch (Exception bug) when (bug is not (LanguageException or DumpException))
        {
            // Our own mistake, or a failure that nobody foresaw, must not take the session with it.
            Call.Run.Error($"{Command.Name}: internal error: {bug.GetType().Name}: {bug.Message}");
            Call.Run.Partial(new Problem("MDB499", $"internal error in {Command.Name}"));
            return Status.Abort;
        }
    }
}
