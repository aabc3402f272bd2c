using Commands.Language;
using Commands.Pipeline.Formats;
using FormatItem = Commands.Pipeline.Formats.FormatItem;
using FormatSpace = Commands.Pipeline.Formats.FormatSpace;

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
            return new BoundCommand(name, session.FindDcmd(name)!, arguments, Filter: command.Filter);
        }

        Dcmd verb = format.Action switch
        {
            null => new FormatVerb(Space(format), Items(format)),
            'l' or 'L' or 'M' => new SearchVerb(),
            _ => new WriteVerb(),
        };
        return new BoundCommand(name, verb, arguments, format);
    }

    private static Argument Evaluate(Session session, ArgumentSyntax argument)
    {
        if (argument.Text is { } text)
        {
            return new Argument(text);
        }

        ulong value = Evaluator.Evaluate(argument.Value!, session);
        return argument.Close.Kind == TokenKind.DollarClose ? new Argument(value) : throw LanguageException.Syntax(argument.Close);
    }

    private static FormatSpace Space(FormatList format) => format.Space switch
    {
        Language.FormatSpace.Virtual => FormatSpace.Virtual,
        Language.FormatSpace.Object => FormatSpace.Object,
        Language.FormatSpace.Value => FormatSpace.Value,
        _ => FormatSpace.Physical,
    };

    private static FormatItem[] Items(FormatList format) =>
        [.. format.Items.Select(i => new FormatItem((int)Math.Min(i.Count, int.MaxValue), i.Letter, i.Text))];
}
