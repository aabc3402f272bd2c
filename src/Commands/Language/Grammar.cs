using System.Runtime.CompilerServices;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Commands.Language;

/// <summary>
/// The grammar over the tokens of one statement. Every parser is a static field. None of them fails: what is missing becomes part of
/// the tree (<see cref="MissingExpression"/>, <see cref="StatementSyntax.Unexpected"/>), and evaluation decides which error is met first.
/// Alternatives are chosen by the token in front: trying one to see it fail costs more than the rest of a short statement.
/// </summary>
internal static class Grammar
{
    /// <summary>Whatever comes next, taken for an operand without being consumed.</summary>
    private static readonly TokenListParser<TokenKind, Expression> Missing =
        input => TokenListParserResult.Value<TokenKind, Expression>(new MissingExpression(Next(input)), input, input);

    private static readonly TokenListParser<TokenKind, Expression> Group =
        from open in Token.Matching<TokenKind>(kind => kind == TokenKind.OpenParenthesis, "(")
        from inner in Parse.Ref(() => Expression!)
        from close in Expected(TokenKind.CloseParenthesis)
        select (Expression)new GroupExpression(inner, close);

    private static readonly TokenListParser<TokenKind, Expression> Unprefixed = input =>
    {
        TokenListParserResult<TokenKind, Token<TokenKind>> first = input.ConsumeToken();
        TokenKind kind = first.Value.Kind;
        return IsLeaf(kind) ? TokenListParserResult.Value<TokenKind, Expression>(new LeafExpression(first.Value), input, first.Remainder)
            : kind == TokenKind.OpenParenthesis ? Group(input)
            : Missing(input);
    };

    /// <summary>The operators in front are gathered, not recursed into: there may be more of them than the stack is deep.</summary>
    private static readonly TokenListParser<TokenKind, Expression> Prefixed =
        from operators in Token.Matching<TokenKind>(IsPrefix, "operator").Many()
        from operand in Unprefixed
        select operators.Reverse().Aggregate(operand, (inner, op) => new UnaryExpression(op, inner));

    private static readonly TokenListParser<TokenKind, Expression> Operand =
        input => IsPrefix(Next(input).Kind) ? Prefixed(input) : Unprefixed(input);

    /// <summary>An expression, whole or broken.</summary>
    public static readonly TokenListParser<TokenKind, Expression> Expression = input => Climb(input, 1);

    private static readonly TokenListParser<TokenKind, Expression?> Count =
        Token.Matching<TokenKind>(kind => kind == TokenKind.Comma, ",").IgnoreThen(Expression).Select(count => (Expression?)count).OptionalOrDefault();

    private static readonly TokenListParser<TokenKind, ArgumentSyntax> Word =
        Token.Matching<TokenKind>(kind => kind == TokenKind.Word, "word").Select(token => new ArgumentSyntax(Words.Cook(token.Span)));

    private static readonly TokenListParser<TokenKind, ArgumentSyntax> Computed =
        from open in Token.Matching<TokenKind>(kind => kind == TokenKind.DollarOpen, "$[")
        from value in Expression
        from close in Expected(TokenKind.DollarClose)
        select new ArgumentSyntax(null, value, close);

    private static readonly TokenListParser<TokenKind, ArgumentSyntax[]> Arguments = Word.Or(Computed).Many();

    private static readonly TokenListParser<TokenKind, FormatItem> Format =
        from count in Token.Matching<TokenKind>(kind => kind == TokenKind.FormatCount, "count").OptionalOrDefault()
        from item in Token.Matching<TokenKind>(kind => kind is TokenKind.FormatLetter or TokenKind.FormatText, "format")
        select Words.Format(count, item);

    private static readonly TokenListParser<TokenKind, FormatItem[]> Formats = input =>
    {
        var items = new List<FormatItem>();
        TokenList<TokenKind> at = input;
        while (Next(at).Kind is TokenKind.FormatCount or TokenKind.FormatLetter or TokenKind.FormatText
            && Format(at) is { HasValue: true } item)
        {
            items.Add(item.Value);
            at = item.Remainder;
        }

        return TokenListParserResult.Value(items.ToArray(), input, at);
    };

    private static readonly TokenListParser<TokenKind, CommandSyntax> Dcmd =
        from verb in Token.Matching<TokenKind>(kind => kind == TokenKind.Dcmd, "dcmd")
        from arguments in Arguments
        select new CommandSyntax(verb, arguments);

    private static readonly TokenListParser<TokenKind, CommandSyntax> Filter =
        from verb in Token.Matching<TokenKind>(kind => kind == TokenKind.FilterDcmd, "dcmd")
        from condition in Expression
        select new CommandSyntax(verb, [], Filter: condition);

    private static readonly TokenListParser<TokenKind, CommandSyntax> Formatted =
        from verb in Token.Matching<TokenKind>(kind => kind == TokenKind.FormatVerb, "verb")
        from items in Formats
        from trailing in Token.Matching<TokenKind>(kind => kind == TokenKind.FormatCount, "count").OptionalOrDefault()
        select new CommandSyntax(verb, [], Words.List(verb, items));

    private static readonly TokenListParser<TokenKind, CommandSyntax> Action =
        from verb in Token.Matching<TokenKind>(kind => kind == TokenKind.ActionVerb, "verb")
        from arguments in Arguments
        select new CommandSyntax(verb, arguments, Words.List(verb, []));

    private static readonly TokenListParser<TokenKind, CommandSyntax> Command = input => Next(input).Kind switch
    {
        TokenKind.FormatVerb => Formatted(input),
        TokenKind.ActionVerb => Action(input),
        TokenKind.FilterDcmd => Filter(input),
        _ => Dcmd(input),
    };

    private static readonly TokenListParser<TokenKind, CommandSyntax[]> Piped =
        Token.Matching<TokenKind>(kind => kind == TokenKind.Pipe, "|").IgnoreThen(Command).Try().Many();

    private static readonly TokenListParser<TokenKind, CommandSyntax[]> Pipeline = input =>
    {
        TokenListParserResult<TokenKind, CommandSyntax> first = Command(input);
        if (!first.HasValue || Next(first.Remainder).Kind != TokenKind.Pipe)
        {
            return TokenListParserResult.Value<TokenKind, CommandSyntax[]>(
                first.HasValue ? [first.Value] : [], input, first.HasValue ? first.Remainder : input);
        }

        TokenListParserResult<TokenKind, CommandSyntax[]> rest = Piped(first.Remainder);
        return TokenListParserResult.Value<TokenKind, CommandSyntax[]>([first.Value, .. rest.Value], input, rest.Remainder);
    };

    private static readonly TokenListParser<TokenKind, string?> Shell =
        Token.Matching<TokenKind>(kind => kind == TokenKind.Bang, "!")
            .IgnoreThen(Token.Matching<TokenKind>(kind => kind == TokenKind.ShellText, "command"))
            .Select(token => (string?)token.ToStringValue()).OptionalOrDefault();

    /// <summary>One statement with its terminator.</summary>
    public static readonly TokenListParser<TokenKind, StatementSyntax> Statement = input =>
    {
        Expression? address = null;
        TokenList<TokenKind> at = input;
        if (StartsExpression(Next(at).Kind))
        {
            address = Take(Expression, ref at);
        }

        Expression? count = Next(at).Kind == TokenKind.Comma ? Take(Count, ref at) : null;
        CommandSyntax[] commands = StartsCommand(Next(at).Kind) ? Take(Pipeline, ref at) : [];
        bool bare = (address ?? count) is not null && commands.Length == 0;
        string? shell = !bare && Next(at).Kind == TokenKind.Bang ? Take(Shell, ref at) : null;
        TokenListParserResult<TokenKind, Token<TokenKind>> end = at.ConsumeToken();
        bool ended = end.Value.Kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.EndOfInput;
        var statement = new StatementSyntax(address, count, commands, shell, end.Value, ended ? null : AfterPipe(at, end));
        return TokenListParserResult.Value(statement, input, end.Remainder);
    };

    /// <summary>Parses; never fails.</summary>
    public static StatementSyntax ParseStatement(StatementTokens statement) => Statement(new TokenList<TokenKind>(statement.Tokens)).Value;

    /// <summary>A condition that stands alone; broken where something follows it or is missing.</summary>
    public static Expression ParseFilter(StatementTokens condition)
    {
        TokenListParserResult<TokenKind, Expression> result = Expression(new TokenList<TokenKind>(condition.Tokens));
        Token<TokenKind> next = Next(result.Remainder);
        return next.Kind is TokenKind.NewLine or TokenKind.EndOfInput ? result.Value : new MissingExpression(next);
    }

    private static T Take<T>(TokenListParser<TokenKind, T> parser, ref TokenList<TokenKind> at)
    {
        TokenListParserResult<TokenKind, T> result = parser(at);
        if (result.HasValue)
        {
            at = result.Remainder;
        }

        return result.Value;
    }

    /// <summary>A pipe with no command behind it: what is wrong is the token behind the pipe.</summary>
    private static Token<TokenKind> AfterPipe(TokenList<TokenKind> at, TokenListParserResult<TokenKind, Token<TokenKind>> found) =>
        found.Value.Kind == TokenKind.Pipe && !found.Remainder.IsAtEnd ? Next(found.Remainder) : Next(at);

    private static Token<TokenKind> Next(TokenList<TokenKind> input) => input.ConsumeToken().Value;

    /// <summary>The token that is due, consumed; or the one in its place, not consumed.</summary>
    private static TokenListParser<TokenKind, Token<TokenKind>> Expected(TokenKind kind) => input =>
    {
        TokenListParserResult<TokenKind, Token<TokenKind>> next = input.ConsumeToken();
        return next.Value.Kind == kind ? next : TokenListParserResult.Value(next.Value, input, input);
    };

    private static bool IsPrefix(TokenKind kind) => kind is TokenKind.Minus or TokenKind.Tilde or TokenKind.Hash or TokenKind.Star
        or TokenKind.Percent or TokenKind.CastMemory or TokenKind.CastObject or TokenKind.Not;

    private static bool IsLeaf(TokenKind kind) => kind is TokenKind.Number or TokenKind.Character or TokenKind.Symbol or TokenKind.Dot
        or TokenKind.Variable or TokenKind.Plus or TokenKind.Caret or TokenKind.Ampersand or TokenKind.Text;

    private static bool StartsExpression(TokenKind kind) => IsPrefix(kind) || IsLeaf(kind) || kind == TokenKind.OpenParenthesis;

    private static bool StartsCommand(TokenKind kind) =>
        kind is TokenKind.Dcmd or TokenKind.FormatVerb or TokenKind.ActionVerb or TokenKind.FilterDcmd;

    /// <summary>How tightly a binary operator binds; 0 for what is none. All associate to the left.</summary>
    private static int Level(TokenKind kind) => kind switch
    {
        TokenKind.OrElse => 1,
        TokenKind.AndAlso => 2,
        TokenKind.Bar => 3,
        TokenKind.Caret => 4,
        TokenKind.Ampersand => 5,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Match or TokenKind.NotMatch => 6,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => 7,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => 8,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.Star or TokenKind.Percent or TokenKind.Hash => 10,
        TokenKind.PercentPercent => 11,
        _ => 0,
    };

    private static TokenListParserResult<TokenKind, Expression> Climb(TokenList<TokenKind> input, int loosest)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TokenListParserResult.Value<TokenKind, Expression>(new MissingExpression(Next(input)), input, input);
        }

        TokenListParserResult<TokenKind, Expression> left = Operand(input);
        while (true)
        {
            TokenListParserResult<TokenKind, Token<TokenKind>> op = left.Remainder.ConsumeToken();
            int level = Level(op.Value.Kind);
            if (level < loosest || level == 0)
            {
                return left;
            }

            TokenListParserResult<TokenKind, Expression> right = Climb(op.Remainder, level + 1);
            Token<TokenKind> named = op.Value.Kind == TokenKind.PercentPercent ? right.Value.Last : Next(right.Remainder);
            left = TokenListParserResult.Value<TokenKind, Expression>(
                new BinaryExpression(op.Value.Kind, left.Value, right.Value, named, op.Value), input, right.Remainder);
        }
    }
}
