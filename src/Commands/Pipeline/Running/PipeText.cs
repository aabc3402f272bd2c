using Commands.Language;

namespace Commands.Pipeline;

/// <summary>The text between two stages: parsed by the ordinary parser, but every statement must be one expression.</summary>
internal static class PipeText
{
    public const string Name = "(pipeline)";

    /// <summary>The values with the place at which each begins in the text.</summary>
    /// <exception cref="InputException">The text is not a list of expressions.</exception>
    public static IEnumerable<(ulong Value, int Offset)> Parse(Session session, string text)
    {
        using var frame = new InputFrame(new TextInput(text), Name, InputKind.Pipe);
        var lexer = new Lexer(frame, session);
        while (true)
        {
            int offset = frame.Offset;
            StatementTokens tokens = lexer.Read();
            if (tokens.Tokens is [{ Kind: TokenKind.EndOfInput }])
            {
                yield break;
            }

            if (Value(session, frame, tokens) is { } value)
            {
                yield return (value, offset);
            }

            if (tokens.Terminator.Kind == TokenKind.NewLine)
            {
                frame.Line++;
            }
        }
    }

    private static ulong? Value(Session session, InputFrame frame, StatementTokens tokens)
    {
        try
        {
            StatementSyntax statement = Grammar.ParseStatement(tokens);
            ulong? value = statement.Address is null ? null : Evaluator.Evaluate(statement.Address, session);
            if (statement.Count is not null)
            {
                Evaluator.Evaluate(statement.Count, session);
            }

            Binder.Bind(session, statement.Commands);
            if (statement.Unexpected is { } unexpected)
            {
                throw LanguageException.Syntax(unexpected);
            }

            return statement.Commands.Count == 0 && statement.Shell is null && statement.Count is null
                ? value
                : throw LanguageException.Syntax(statement.Terminator);
        }
        catch (LanguageException error)
        {
            throw new InputException(frame.Describe(error, tokens));
        }
    }
}
