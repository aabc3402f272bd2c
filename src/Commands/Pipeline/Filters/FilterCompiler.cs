using Commands.Language;
using Superpower.Model;

namespace Commands.Pipeline;

/// <summary>From the syntax of a condition to nodes that can be evaluated.</summary>
internal static class FilterCompiler
{
    private const int MostLevels = 1000;

    /// <exception cref="LanguageException">The condition is broken.</exception>
    public static FilterNode Compile(Expression expression, Session session) => Compile(expression, session, 0);

    /// <summary>A condition or key that is a word of an argument list.</summary>
    /// <exception cref="FilterException">It is broken.</exception>
    public static FilterNode Compile(string word, Session session)
    {
        using var frame = new InputFrame(new TextInput(word), "(filter)", InputKind.Text);
        StatementTokens tokens = new Lexer(frame, session).ReadFilter();
        try
        {
            return Compile(Grammar.ParseFilter(tokens), session, 0);
        }
        catch (LanguageException error)
        {
            string reason = error.At.Kind == TokenKind.Error ? tokens.Error!.Message
                : error.At.Kind is TokenKind.NewLine or TokenKind.EndOfInput ? "the end came too early"
                : $"{error.Message} near \"{Escapes.Encode(error.At.ToStringValue())}\"";
            throw new FilterException($"{word}: {reason}", error.Place);
        }
    }

    private static FilterNode Compile(Expression expression, Session session, int depth)
    {
        if (depth > MostLevels)
        {
            throw new LanguageException("condition is nested too deeply", expression.Last);
        }

        switch (expression)
        {
            case LeafExpression leaf:
                return Leaf(leaf.Token, session);
            case GroupExpression group:
                FilterNode inner = Compile(group.Inner, session, depth + 1);
                return group.Close.Kind == TokenKind.CloseParenthesis ? inner : throw LanguageException.Syntax(group.Close);
            case UnaryExpression unary:
                return Unary(unary, Compile(unary.Operand, session, depth + 1));
            case BinaryExpression binary:
                FilterNode left = Compile(binary.Left, session, depth + 1);
                return Binary(binary.Operator, left, Compile(binary.Right, session, depth + 1));
            default:
                throw LanguageException.Syntax(expression.Last);
        }
    }

    private static FilterNode Leaf(Token<TokenKind> token, Session session)
    {
        string text = token.ToStringValue();
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Character:
                return new LiteralNode(FilterValue.OfNumber(Evaluator.Evaluate(new LeafExpression(token), session)));
            case TokenKind.Text:
                return new LiteralNode(FilterValue.OfText(Escapes.Decode(text.AsSpan(1, text.Length - 2))));
            case TokenKind.Dot:
                return new DotNode();
            case TokenKind.Variable:
                return new VariableNode(text[1..]);
            case TokenKind.Symbol:
                return new NameNode(token);
            default:
                throw LanguageException.Syntax(token);
        }
    }

    private static FilterNode Unary(UnaryExpression unary, FilterNode operand)
    {
        TokenKind op = unary.Operator.Kind;
        switch (op)
        {
            case TokenKind.Not or TokenKind.Hash:
                return new NotNode(operand);
            case TokenKind.Minus or TokenKind.Tilde:
                return new SignNode(op == TokenKind.Tilde, operand);
        }

        bool isCast = op is TokenKind.CastMemory or TokenKind.CastObject;
        int size = isCast ? Evaluator.CastSize(unary.Operator.ToStringValue()[2]) : 8;
        return size > 0
            ? new ReadNode(op is TokenKind.Percent or TokenKind.CastObject, size, operand)
            : throw new LanguageException($"invalid cast -- {unary.Operator.ToStringValue()}", unary.Last, place: unary.Operator);
    }

    private static FilterNode Binary(TokenKind op, FilterNode left, FilterNode right) => op switch
    {
        TokenKind.AndAlso or TokenKind.OrElse => new LogicNode(op == TokenKind.AndAlso, left, right),
        TokenKind.Match or TokenKind.NotMatch => new MatchNode(op == TokenKind.Match, left, right),
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater
            or TokenKind.GreaterOrEqual => new CompareNode(op, left, right),
        _ => new ArithmeticNode(op, left, right),
    };
}
