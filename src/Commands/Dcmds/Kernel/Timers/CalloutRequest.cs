using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>What ::callout was asked for: which tables, lists and callouts, and how they are to be shown.</summary>
internal sealed class CalloutRequest
{
    private readonly CommandOptions _options;
    private ulong? _sequence;
    private ulong? _function;
    private ulong? _argument;
    private long? _exact;
    private long? _after;
    private long? _before;

    /// <summary>Everything, shown as the letters that are on say.</summary>
    public CalloutRequest(CommandOptions options) => _options = options;

    /// <summary>The time that -D counts from; 0 for absolute times.</summary>
    public long Base { get; private set; }

    public bool Has(char letter) => _options.Has(letter);

    /// <summary>Null after a message; <paramref name="status"/> says how the call ends.</summary>
    public static CalloutRequest? Parse(Invocation call, out Status status)
    {
        status = Status.Usage;
        if (CommandOptions.Parse(call, "rnslxhBdkDTLEFivVAHQ", numbers: "tabCS", texts: "fp") is not { } options || options.Rest != call.Arguments.Count)
        {
            return null;
        }

        if (Conflict(call, options) is { } message)
        {
            call.Line(message);
            return null;
        }

        status = Status.Error;
        var request = new CalloutRequest(options);
        return request.ReadTimes(call) && request.ReadSequence(call) && request.ReadPlaces(call) ? request : null;
    }

    public bool AcceptsTable(CalloutTableRow table) =>
        (Has('r') == Has('n') || Has(table.IsRealTime ? 'r' : 'n'))
        && (_sequence is not { } sequence || sequence == (ulong)table.Sequence)
        && (Has('E') || table.IsInUse);

    public bool AcceptsList(CalloutListRow list)
    {
        bool wantsKind = Has('h') || Has('B');
        return (!wantsKind || (Has('h') && list.IsHighResolution) || (Has('B') && list.IsAbsolute))
            && (!Has('H') || list.IsHeaped) && (!Has('Q') || list.IsQueued)
            && (_exact is not { } exact || list.Expiration == exact)
            && (_after is not { } after || list.Expiration >= after) && (_before is not { } before || list.Expiration <= before);
    }

    public bool AcceptsCallout(CalloutRow callout) =>
        (Has('l') == Has('s') || Has(callout.IsLong ? 'l' : 's')) && (!Has('x') || callout.IsExecuting)
        && (_function is not { } function || callout.Function == function) && (_argument is not { } argument || callout.Argument == argument);

    private static string? Conflict(Invocation call, CommandOptions options)
    {
        bool range = options.Has('a') || options.Has('b');
        return options.Has('H') && options.Has('Q') ? "-H and -Q are mutually exclusive"
            : options.Has('t') && range ? "-t and -a|b are mutually exclusive"
            : options.Has('C') && options.Has('S') ? "-C and -S are mutually exclusive"
            : options.Has('S') && call.HasAddress ? "-S option conflicts with explicit address"
            : options.Has('C') && call.HasAddress ? "-C option conflicts with explicit address"
            : options.TryNumber('a', out ulong after) && options.TryNumber('b', out ulong before) && (long)after > (long)before
                ? "value for -a must be earlier than the value for -b."
            : null;
    }

    private bool ReadTimes(Invocation call)
    {
        long now = 0;
        if (Has('d') || Has('D'))
        {
            if ((KernelObject.Variable(call.Run, "hrtime_last") ?? KernelObject.Variable(call.Run, "hrtime_base")) is not { } last)
            {
                call.Run.Error($"couldn't read hrtime_last: {Reasons.UnknownSymbol}");
                return false;
            }

            now = (long)last;
        }

        long tick = 1;
        if (Has('k'))
        {
            if (KernelObject.Variable(call.Run, "nsec_per_tick") is not { } length)
            {
                call.Run.Error($"couldn't read nsec_per_tick: {Reasons.UnknownSymbol}");
                return false;
            }

            tick = (long)length;
        }

        Base = Has('D') ? now : 0;
        long start = Has('d') ? now : 0;
        (_exact, _after, _before) = (Time('t'), Time('a'), Time('b'));
        return true;

        long? Time(char letter) => _options.TryNumber(letter, out ulong value) ? unchecked(((long)value * tick) + start) : null;
    }

    private bool ReadSequence(Invocation call)
    {
        if (_options.TryNumber('S', out ulong given))
        {
            _sequence = given;
        }
        else if (_options.TryNumber('C', out ulong cpu))
        {
            if (!KernelObject.TryRead(call.Run, "cpu_t", cpu, "failed to read cpu_t at ", out Value value))
            {
                return false;
            }

            _sequence = value.Number("cpu_seqid");
        }

        return true;
    }

    private bool ReadPlaces(Invocation call) => Place(call, 'f', out _function) && Place(call, 'p', out _argument);

    private bool Place(Invocation call, char letter, out ulong? place)
    {
        place = null;
        if (_options.Text(letter) is not { } text)
        {
            return true;
        }

        if (call.Session.FindSymbol(null, text, out Symbol symbol) == SymbolLookup.Found)
        {
            place = symbol.Value;
            return true;
        }

        bool parsed = call.TryNumber(new Argument(text), out ulong number);
        place = number;
        return parsed;
    }
}
