using Commands.Language;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>Reads statements from a stack of inputs and runs them.</summary>
internal sealed partial class Interpreter(Session session)
{
    // For the statement under way or, between two of them, the next. Not disposed of: a signal may come for it at any moment.
    private volatile CancellationTokenSource _interrupt = Fresh();

    /// <summary>The outermost statement under way.</summary>
    public Run? Run { get; private set; }

    /// <summary>The input that is read from just now.</summary>
    public InputFrame? Current { get; private set; }

    /// <summary>Abandons the statement under way, or the next one where none is; called from a signal handler.</summary>
    public void Interrupt() => _interrupt.Cancel();

    /// <summary>Forgets an interrupt that no statement has had: it was for whoever waited for the next line.</summary>
    public void Ready()
    {
        if (_interrupt.IsCancellationRequested)
        {
            _interrupt = Fresh();
        }
    }

    private static CancellationTokenSource Fresh() => new();

    /// <summary>Runs an input to its end.</summary>
    /// <param name="frame">The input; disposed of at the end.</param>
    /// <param name="output">Where the last stage of its statements writes; null for the session's own output.</param>
    /// <returns>False when an error ended it before its end.</returns>
    public bool RunInput(InputFrame frame, Output? output = null)
    {
        InputFrame? outer = Current;
        bool whole = true;
        try
        {
            while (frame is not null)
            {
                Current = frame;
                using (frame)
                {
                    whole = RunStatements(frame, output);
                }

                InputFrame? next = frame.Replacement;
                if (next is not null && (session.Quit || Run?.ShouldStop == true))
                {
                    next.Dispose();
                    next = null;
                }

                frame = next!;
            }
        }
        finally
        {
            Current = outer;
        }

        if (session.Quit)
        {
            session.LeaveLine();
        }

        return whole;
    }

    private bool RunStatements(InputFrame frame, Output? output)
    {
        var lexer = new Lexer(frame, session);
        bool whole = true;
        while (!session.Quit && frame.Replacement is null)
        {
            if (TryRead(lexer, frame) is not { } tokens)
            {
                whole = false;
                continue;
            }

            if (tokens.Tokens is [{ Kind: TokenKind.EndOfInput }])
            {
                break;
            }

            if (Run is not null)
            {
                whole &= TryExecute(frame, tokens, output);
                if (Run.ShouldStop)
                {
                    break;
                }

                continue;
            }

            whole &= Outermost(frame, tokens, output);
        }

        if (frame.IsBroken)
        {
            session.Warn($"failed to read {frame.Name}: I/O error");
        }

        return whole && !frame.IsBroken;
    }

    /// <summary>The next statement; null where it took too long to find out which of its words are symbols.</summary>
    /// <remarks>The clock starts with the first look at it: a wait for input does not count.</remarks>
    private StatementTokens? TryRead(Lexer lexer, InputFrame frame)
    {
        if (Run is not null)
        {
            return lexer.Read();
        }

        Run? reading = null;
        try
        {
            using WorkLimit.Scope limit = WorkLimit.Enter(() => (reading ??= NewRun()).IsOver);
            return lexer.Read();
        }
        catch (WorkStoppedException)
        {
            lexer.Abandon();
            frame.SkipLine();
            _ = reading!.ShouldStop;
            session.EndStatement(reading, whole: true);
            Ready();
            return null;
        }
    }

    private Run NewRun()
    {
        long deadline = session.Options.Deadline is { } limit ? Environment.TickCount64 + (long)limit.TotalMilliseconds : long.MaxValue;
        return new Run(session, _interrupt.Token) { Deadline = deadline };
    }

    private bool Outermost(InputFrame frame, StatementTokens tokens, Output? output)
    {
        Run = NewRun();
        try
        {
            bool isAbandoned = Run.Cancellation.IsCancellationRequested && Run.ShouldStop;
            bool whole = isAbandoned || Limited(Run, frame, tokens, output);
            session.EndStatement(Run, whole);
            if (Run.Cancellation.IsCancellationRequested && frame.Kind == InputKind.Terminal)
            {
                frame.End();
            }

            return whole;
        }
        finally
        {
            Run = null;
            Ready();
        }
    }

    /// <summary>Runs a statement, whose reads of memory end when it should.</summary>
    private bool Limited(Run run, InputFrame frame, StatementTokens tokens, Output? output)
    {
        var reading = new WatchedReading(run);
        using WorkLimit.Scope limit = WorkLimit.Enter(reading.IsOver);
        try
        {
            return TryExecute(frame, tokens, output);
        }
        finally
        {
            reading.End();
        }
    }

    private bool TryExecute(InputFrame frame, StatementTokens tokens, Output? output)
    {
        try
        {
            Execute(frame, tokens, output);
            bool endsLine = tokens.Terminator.Kind == TokenKind.NewLine;
            frame.Line += endsLine ? 1 : 0;
            frame.Column = endsLine ? 0 : frame.Column + tokens.Text.Length;
            return true;
        }
        catch (WorkStoppedException)
        {
            // An expression of the statement was still at work.
            return Run!.ShouldStop;
        }
        catch (LanguageException error)
        {
            string message = frame.Describe(error, tokens);
            session.Warn(message);
            session.PointAt(error.Place);
            session.Report(new LanguageFault(message, frame.Column + error.Place.Position.Absolute + 1));
            session.SuggestCommand();
            frame.Recover(tokens, error.At);
            return false;
        }
    }
}
