using Commands.Language;
using DumpReader.Targets;

namespace Commands.Pipeline;

/// <summary>One call of a dcmd: its address, flags and arguments, and where its events go.</summary>
internal sealed class Invocation(Session session, Run run, Dcmd dcmd, IReadOnlyList<Argument> arguments, Output output)
{
    public Session Session { get; } = session;

    public Run Run { get; } = run;

    public Dcmd Dcmd { get; } = dcmd;

    public ITarget Target => Session.Target;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    /// <summary>Where the events of this stage go.</summary>
    public Output Output { get; } = output;

    /// <summary>Dot with its type: the element from the pipe, or the address given.</summary>
    public Item Item { get; set; }

    public ulong Address => Item.Bits;

    /// <summary>ADDRSPEC: an address was given, or comes from a pipe.</summary>
    public bool HasAddress { get; set; }

    /// <summary>LOOP: a count was given, or input comes from a pipe.</summary>
    public bool IsLoop { get; set; }

    /// <summary>LOOPFIRST: the first of a loop.</summary>
    public bool IsFirst { get; set; }

    /// <summary>PIPE: input comes from a pipe.</summary>
    public bool FromPipe { get; set; }

    /// <summary>PIPE_OUT: output feeds another stage.</summary>
    public bool ToPipe { get; set; }

    /// <summary>How often the command was asked to run; 1 without a count.</summary>
    public ulong Count { get; set; } = 1;

    /// <summary>For a write or search: the verb and its letter.</summary>
    public FormatList? Format { get; init; }

    /// <summary>The condition of a filter command.</summary>
    public FilterNode? Filter { get; init; }

    /// <summary>What the command keeps from one element of this pipeline to the next; null at the first.</summary>
    public object? State { get; set; }

    /// <summary>Heading of the table whose rows were passed on last; filters show it before the first row.</summary>
    public string? ShownHeading { get; set; }

    /// <summary>Set by a command that wants no more elements: its loop ends, and under the lazy schedule its producer.</summary>
    public bool HasEnough { get; set; }

    /// <summary>All input of a dcmd that takes its pipe whole (<see cref="Dcmd.TakesPipeWhole"/>); empty without a pipe.</summary>
    public IReadOnlyList<Item> PipeItems { get; set; } = [];

    /// <summary>A number given to the command was none: whatever it then returns, its pipeline ends, without a usage line.</summary>
    public bool HasBadNumber { get; private set; }

    /// <summary>The condition under which table headers are shown.</summary>
    public bool WantsHeader => !IsLoop || IsFirst;

    /// <summary>Stock behaviour asked for (<c>-o stock</c>).</summary>
    public bool Stock => Session.Options.Stock;

    /// <summary>Sends an event on; false means the reader has enough, and the dcmd should return.</summary>
    public bool Emit(OutputEvent output) => Output.Emit(output) && !Run.ShouldStop;

    /// <summary>Sends a value on, shown as <c>%lr</c> or with prefix as <c>%#lr</c>.</summary>
    public bool Emit(Item item, bool prefix) => Emit(new ValueEvent(item, prefix));

    /// <summary>A layout fragment: text only, no data.</summary>
    public bool Text(string text) => Emit(new TextEvent(text));

    public bool Line(string text) => Emit(new TextEvent(text + "\n"));

    /// <summary>A number that an argument is: an expression, or a word in the current radix; false after the message that it is none.</summary>
    public bool TryNumber(Argument argument, out ulong number)
    {
        number = argument.Value;
        if (argument.Text is { } text && !Session.TryNumber(text, out number, out string? error))
        {
            Run.Error(error!);
            HasBadNumber = true;
            return false;
        }

        return true;
    }

    /// <summary>Says <c>mdb: message</c> on the error stream; returns <paramref name="status"/> so that it can end a method.</summary>
    public Status Fail(string message, Status status = Status.Error)
    {
        Run.Error(message);
        return status;
    }
}
