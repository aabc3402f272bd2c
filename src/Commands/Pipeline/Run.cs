using Commands.Output;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;

namespace Commands.Pipeline;

/// <summary>One statement on its way: cancellation, deadline, and what went wrong. Handed to every dcmd, walker and scan.</summary>
internal sealed class Run(Session session, CancellationToken cancellation)
{
    /// <summary>What stages that answer at their end have to do so with what there is, in milliseconds.</summary>
    private const int ClosingTime = 50;

    private Problem? _partial;
    private Problem? _stop;
    private long _closing = long.MaxValue;
    private volatile bool _isClosing;
    private WatchedSpace? _memory;
    private Lack? _observed;

    public Session Session { get; } = session;

    public ITarget Target => Session.Target;

    /// <summary>
    /// Memory of the target as rows read it: where a word is missing this run is partial. For the thread of the statement only; scans on all
    /// cores read <see cref="ITarget.Memory"/> and leave what is missing to whoever takes their results.
    /// </summary>
    public AddressSpace Memory => _memory ??= new WatchedSpace(this);

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Point in <see cref="Environment.TickCount64"/> at which work stops; <see cref="long.MaxValue"/> for never.</summary>
    public long Deadline { get; init; } = long.MaxValue;

    /// <summary>As <see cref="ShouldStop"/>, but only says so; for any thread.</summary>
    public bool IsOver => _isClosing ? Environment.TickCount64 >= _closing : Cancellation.IsCancellationRequested || IsLate;

    /// <summary>Whether the deadline has passed, for any thread.</summary>
    public bool IsLate => Deadline != long.MaxValue && Environment.TickCount64 >= Deadline;

    /// <summary>Asked of every loop over data: cancelled, or past the deadline; then the run is marked partial.</summary>
    public bool ShouldStop
    {
        get
        {
            if (!IsOver)
            {
                return false;
            }

            if (_stop is null)
            {
                _stop = Cancellation.IsCancellationRequested ? new Problem("MDB403", "interrupted") : new Problem("MDB401", "deadline reached");
                Partial(_stop.Value);
            }

            return true;
        }
    }

    /// <summary>The control of a scan for this statement, which also shows a person how far it is.</summary>
    /// <param name="what">Name of the command.</param>
    public IScanControl Watch(string what) => new WatchedScan(this, what);

    /// <summary>True once something asked for was not read, or the work was cut short.</summary>
    public bool IsPartial => _partial is not null;

    /// <summary>Why this run is partial: what ended it before its end, else the first reason.</summary>
    public Problem? FirstProblem => _stop ?? _partial;

    /// <summary>
    /// Does the last work of a run that was stopped: it is to show what there is. For that it has a moment, all such work of the run together.
    /// </summary>
    public void Close(Action work)
    {
        _closing = Math.Min(_closing, Environment.TickCount64 + ClosingTime);
        _isClosing = true;
        try
        {
            work();
        }
        finally
        {
            _isClosing = false;
        }
    }

    /// <summary>Shows what was found: as <see cref="Close"/> where the run was stopped while it was looked for.</summary>
    public T Conclude<T>(Func<T> work)
    {
        if (!ShouldStop)
        {
            return work();
        }

        T result = default!;
        Close(() => result = work());
        return result;
    }

    /// <summary>All modules of the target; the run is partial where some could not be read.</summary>
    public IReadOnlyList<Module> ReadModules()
    {
        IReadOnlyList<Module> modules = Target.Modules;
        foreach (Problem problem in Target.MissingModules)
        {
            Partial(problem);
        }

        return modules;
    }

    /// <summary>All of a symbol table is about to be shown; the run is partial where some of it is missing.</summary>
    public void Whole(SymbolTable table)
    {
        if (table.Missing is { } problem)
        {
            Partial(problem);
        }
    }

    /// <summary>The registers of the panic are about to be shown; the run is partial where the dump lacks some.</summary>
    public void ReadRegisters()
    {
        if (Target.MissingRegisters is { } problem)
        {
            Partial(problem);
        }
    }

    /// <summary>A message of a command: one line <c>mdb: text</c> on the error stream, in order with the output.</summary>
    public void Error(string message) => Session.Warn(message);

    /// <summary>A message about memory that could not be read: as <see cref="Error"/>, and the run is partial.</summary>
    public void ReadError(string message, ulong address)
    {
        Session.Warn(message);
        Missing(address);
    }

    /// <summary>Memory that was asked for is not in the dump: the run is partial. What that does to the answer is said elsewhere.</summary>
    public void Missing(ulong address) => Partial(new Problem("MDB201", $"{Reasons.NoMapping} {address:x}", address));

    /// <summary>Marks the run partial; said once at the end of the statement (by default) and kept for ::problems.</summary>
    public void Partial(Problem problem) => Partial(new Lack(problem, IsAlwaysSaid: false));

    /// <summary>
    /// Damage that would hang or crash stock mdb: marks the run partial, and the line is said in stock mode too.
    /// </summary>
    public void PartialAlways(Problem problem) => Partial(new Lack(problem, IsAlwaysSaid: true));

    /// <summary>As <see cref="Partial(Problem)"/> or <see cref="PartialAlways"/>.</summary>
    /// <remarks>A reason is one line, whatever it quotes of the dump.</remarks>
    public void Partial(Lack lack)
    {
        lack = lack with { Problem = lack.Problem with { Message = SafeText.Of(lack.Problem.Message) } };
        _partial ??= lack.Problem;
        _observed ??= lack;
        SaidInStock |= lack.IsAlwaysSaid;
        Session.Report(lack.Problem);
    }

    /// <summary>Does a part of the work, and tells why that made the run partial, whether or not it already was.</summary>
    public T Observe<T>(Func<T> work, out Lack? lack)
    {
        Lack? before = _observed;
        _observed = null;
        try
        {
            return work();
        }
        finally
        {
            lack = _observed;
            _observed = before ?? lack;
        }
    }

    /// <summary>Whether the closing partial line is due even under <c>-o stock</c>.</summary>
    public bool SaidInStock { get; private set; }
}
