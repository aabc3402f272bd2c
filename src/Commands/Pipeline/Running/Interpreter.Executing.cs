using Commands.Language;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>What a statement does once it has been read.</summary>
internal sealed partial class Interpreter
{
    private BoundCommand[]? _lastCommands;

    private void Execute(InputFrame frame, StatementTokens tokens, Output? output)
    {
        StatementSyntax statement = Grammar.ParseStatement(tokens);
        ulong? address = statement.Address is { } a ? Evaluator.Evaluate(a, session) : null;
        ulong? count = statement.Count is { } c ? Evaluator.Evaluate(c, session) : null;
        BoundCommand[] commands = Binder.Bind(session, statement.Commands);
        if (statement.Unexpected is { } unexpected)
        {
            throw LanguageException.Syntax(unexpected);
        }

        if (commands.Length > 0)
        {
            Call(new PipelineCall(commands, address is not null, count, statement.Terminator), address, statement.Shell, output);
            _lastCommands = commands;
        }
        else if (statement.Shell is { } shell)
        {
            session.RunShell(shell);
        }
        else if (address is null && count is null)
        {
            RepeatLast(statement, output);
        }
        else if (frame.Kind == InputKind.Text)
        {
            session.Dot = address ?? session.Dot;
            session.Increment = 0;
        }
        else if (_lastCommands is not null)
        {
            Call(new PipelineCall(_lastCommands, address is not null, count, statement.Terminator), address, null, output);
        }
    }

    private void RepeatLast(StatementSyntax statement, Output? output)
    {
        if (!session.Options.RepeatLast || _lastCommands is null || statement.Terminator.Kind != TokenKind.NewLine)
        {
            return;
        }

        if (!Evaluator.TryMove(session.Dot, session.Increment, forward: true, out ulong moved))
        {
            throw new LanguageException("'\\n' would cause '.' to overflow", statement.Terminator);
        }

        Call(new PipelineCall(_lastCommands, true, null, statement.Terminator), moved, null, output);
    }

    private void Call(PipelineCall call, ulong? address, string? shell, Output? output)
    {
        session.Dot = address ?? session.Dot;
        session.LastAddress = session.Dot;
        if (call.Count == 0)
        {
            return;
        }

        using ShellSink? pipe = shell is null ? null : session.PipeToShell(Run!, shell);
        Output final = pipe ?? output ?? session.OpenOutput(Run!);
        if (call.Commands is [.., _, { Dcmd.ShownAs: { } form, Arguments.Count: 0 }])
        {
            CallAs(form, call with { Commands = [.. call.Commands.SkipLast(1)] }, final);
        }
        else
        {
            Call(call, final);
        }
    }

    /// <summary>Runs a pipeline whose last stage said how it is to be shown; the end says whether everything was there.</summary>
    private void CallAs(OutputForm form, PipelineCall call, Output final)
    {
        if (final.Open(form) is not { } rendering)
        {
            session.Warn("only text and values can go into a pipe");
            session.LastStatus = Status.Error;
            return;
        }

        Rendering? outer = session.StatementForm;
        session.StatementForm = rendering;
        try
        {
            Call(call, new SessionSink(Run!, rendering, final));
        }
        finally
        {
            session.StatementForm = outer;
            rendering.WriteEnd(Run!.FirstProblem?.ToString() ?? (session.LastStatus == Status.Ok ? null : "a command failed"));
            rendering.Dispose();
        }
    }

    private void Call(PipelineCall call, Output final)
    {
        try
        {
            if (session.Options.Stock)
            {
                StockSchedule.Run(session, Run!, call, final);
            }
            else
            {
                LazySchedule.Run(session, Run!, call, final);
            }
        }
        catch (DumpException damage)
        {
            session.Warn(damage.Message);
            Run!.Partial(damage.Problem);
            final.EndCommand();
        }
    }
}
