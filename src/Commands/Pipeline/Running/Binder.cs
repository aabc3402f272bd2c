using Commands.Language;
using Commands.Pipeline.Formats;

namespace Commands.Pipeline;

/// <summary>From the syntax of commands to commands that can run: names become dcmds, <c>$[...]</c> numbers.</summary>
internal static class Binder
{
    public static BoundCommand[] Bind(Session session, IReadOnlyList<CommandSyntax> commands)
    {
        var bound = new BoundCommand[commands.Count];
        for (int i = 0; i < bound.Length; i++)
        {
            bound[i] = Bind(session, commands[i]);
        }

        return bound;
    }

    private static BoundCommand Bind(Session session, CommandSyntax command)
    {
        Argument[] arguments = command.Arguments.Count == 0 ? [] : new Argument[command.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluate(session, command.Arguments[i]);
        }

        string name = command.Name;
        if (command.Format is not { } format)
        {
            return new BoundCommand(name, (command.IsBareWord ? session.FindBareCommand(name) : session.FindDcmd(name))!, arguments, Filter: Filter(session, command.Filter));
        }

        Dcmd verb = format.Action switch
        {
            null => new FormatVerb(format.Space, format.Items),
            'l' or 'L' or 'M' => new SearchVerb(),
            _ => new WriteVerb(),
        };
        return new BoundCommand(name, verb, arguments, format);
    }

    /// <summary>Null where no condition was given.</summary>
    private static FilterNode? Filter(Session session, Expression? condition) =>
        condition is null or MissingExpression ? null : FilterCompiler.Compile(condition, session);

    private static Argument Evaluate(Session session, ArgumentSyntax argument)
    {
        if (argument.Text is { } text)
        {
            return new Argument(text);
        }

        ulong value = Evaluator.Evaluate(argument.Value!, session);
        return argument.Close.Kind == TokenKind.DollarClose ? new Argument(value) : throw LanguageException.Syntax(argument.Close);
    }
}
