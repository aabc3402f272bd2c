using System.Runtime.CompilerServices;
using Commands.Language;
using DumpReader.Problems;
using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>One command of a running pipeline, and the call object that is used again for every element.</summary>
internal sealed class Stage
{
    private readonly Session _session;
    private readonly Func<Invocation, Status> _invoke;
    private CType? _wanted;
    private bool _hasLookedUp;

    public Stage(Session session, Run run, BoundCommand command, Output output, bool first, bool last)
    {
        _session = session;
        _invoke = command.Dcmd.Invoke;
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
        return Ended(Guarded());
    }

    /// <summary>Calls a command that takes its pipe whole; there is at least one item.</summary>
    public bool InvokeWhole(IReadOnlyList<Item> items)
    {
        List<Item> wanted = [.. items.Select(Coerce).OfType<Item>()];
        if (wanted.Count == 0)
        {
            WasInvoked = true;
            return Ended(Status.Error);
        }

        Call.PipeItems = wanted;
        return Invoke(wanted[^1], hasAddress: true, isLoop: true);
    }

    /// <summary>Tells a command that wants to know that no more elements come.</summary>
    public void End()
    {
        WasInvoked = true;
        Ended(Guarded(Command.Dcmd.End));
    }

    private bool Ended(Status status)
    {
        LastStatus = status;
        _session.LastStatus = status;
        if (status == Status.Usage)
        {
            _session.ShowUsage(Command);
        }

        return status is not (Status.Usage or Status.Abort) && !_session.Quit && !Call.Run.ShouldStop && !Call.HasEnough;
    }

    /// <summary>The item as the command wants it; null where it is an object of another type, which has then been said.</summary>
    private Item? Coerce(Item item)
    {
        if (Call.Stock || Command.Dcmd.InputType is not { } wanted)
        {
            return item;
        }

        if (!_hasLookedUp)
        {
            (_wanted, _hasLookedUp) = (_session.FindType(wanted, out _), true);
        }

        // A type that the target does not know accepts every item.
        Item? coerced = _wanted is null ? item : Coercion.To(item, _wanted);
        if (coerced is null)
        {
            string message = $"{Command.Name}: {item.Bits:x} is a {item.Type!.Name}, expected a {wanted}";
            Call.Run.Error(message);
            Call.Run.Partial(new Problem("MDB402", message, item.Bits));
        }

        return coerced;
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

        if (Call.HasAddress)
        {
            if (Coerce(Call.Item) is not { } item)
            {
                return Status.Error;
            }

            Call.Item = item;
        }

        return Guarded(_invoke);
    }

    private Status Guarded(Func<Invocation, Status> action)
    {
        try
        {
            Status status = action(Call);
            return Call.HasBadNumber ? Status.Abort : status;
        }
        catch (Exception stop) when (WorkStoppedException.IsBehind(stop))
        {
            return Call.Run.ShouldStop ? Status.Abort : Status.Error;
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
