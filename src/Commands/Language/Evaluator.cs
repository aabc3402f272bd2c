using System.Runtime.CompilerServices;
using Superpower.Model;

namespace Commands.Language;

/// <summary>The value of an expression: 64-bit unsigned words with wrap-around; only division is signed.</summary>
internal static class Evaluator
{
    /// <summary>Evaluates from left to right, operands first, so that the first error is the one mdb would report.</summary>
    /// <exception cref="LanguageException">The expression is broken or has no value.</exception>
    public static ulong Evaluate(Expression expression, IEvaluationContext context)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new LanguageException("expression is nested too deeply", expression.Last);
        }

        return expression switch
        {
            LeafExpression leaf => Leaf(leaf.Token, context),
            UnaryExpression unary => Unary(unary, Evaluate(unary.Operand, context), context),
            BinaryExpression binary => Binary(binary, context),
            GroupExpression group => Group(group, Evaluate(group.Inner, context)),
            _ => throw LanguageException.Syntax(expression.Last),
        };
    }

    /// <summary>Dot moved by an amount; refused when that changes its sign.</summary>
    public static bool TryMove(ulong dot, ulong amount, bool forward, out ulong moved)
    {
        moved = forward ? dot + amount : dot - amount;
        return (long)(dot ^ moved) >= 0;
    }

    private static ulong Group(GroupExpression group, ulong value) =>
        group.Close.Kind == TokenKind.CloseParenthesis ? value : throw LanguageException.Syntax(group.Close);

    private static ulong Leaf(Token<TokenKind> token, IEvaluationContext context)
    {
        switch (token.Kind)
        {
            case TokenKind.Dot: return context.Dot;
            case TokenKind.Ampersand: return context.LastAddress;
            case TokenKind.Plus or TokenKind.Caret:
                bool forward = token.Kind == TokenKind.Plus;
                return TryMove(context.Dot, context.Increment, forward, out ulong moved)
                    ? moved
                    : throw new LanguageException(forward ? "'+' would cause '.' to overflow" : "'^' would cause '.' to underflow", token);
        }

        string text = token.ToStringValue();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return NumberText.TryParse(text, context.Radix, out ulong number, out string? error)
                    ? number
                    : throw new LanguageException(error!, token);
            case TokenKind.Character:
                ulong packed = 0;
                foreach (char c in Escapes.Decode(text.AsSpan(1, text.Length - 2)))
                {
                    packed = (packed << 8) | (byte)c;
                }

                return packed;
            case TokenKind.Variable:
                return context.GetVariable(text[1..]);
            default:
                return Symbol(token, text, context);
        }
    }

    private static ulong Symbol(Token<TokenKind> token, string text, IEvaluationContext context)
    {
        int quote = text.LastIndexOf('`');
        string? module = quote < 0 ? null : text[..quote];
        return context.TrySymbol(module, text[(quote + 1)..], out ulong value) switch
        {
            SymbolAnswer.Found => value,
            SymbolAnswer.UnknownObject => throw new LanguageException("failed to dereference symbol: unknown object file name", token),
            _ => throw new LanguageException("failed to dereference symbol: unknown symbol name", token),
        };
    }

    private static ulong Unary(UnaryExpression unary, ulong value, IEvaluationContext context)
    {
        switch (unary.Operator.Kind)
        {
            case TokenKind.Minus: return 0 - value;
            case TokenKind.Tilde: return ~value;
            case TokenKind.Hash: return value == 0 ? 1UL : 0;
        }

        int size = 8;
        if (unary.Operator.Kind is TokenKind.CastMemory or TokenKind.CastObject)
        {
            string cast = unary.Operator.ToStringValue();
            size = CastSize(cast[2]);
            if (size == 0)
            {
                throw new LanguageException($"invalid cast -- {cast}", unary.Last, place: unary.Operator);
            }
        }

        bool objectFile = unary.Operator.Kind is TokenKind.Percent or TokenKind.CastObject;
        return context.TryRead(objectFile, value, size, out ulong word, out string reason)
            ? word
            : throw new LanguageException($"failed to read from address {value:x}: {reason}", unary.Last, place: unary.Operator);
    }

    /// <summary>Bytes of the cast letters <c>c s i l</c>; 0 for others.</summary>
    public static int CastSize(char letter) => letter switch { 'c' => 1, 's' => 2, 'i' => 4, 'l' => 8, _ => 0 };

    /// <summary>Long chains lean to the left: their spine is walked, not recursed into.</summary>
    private static ulong Binary(BinaryExpression top, IEvaluationContext context)
    {
        var spine = new Stack<BinaryExpression>();
        Expression left = top;
        while (left is BinaryExpression binary)
        {
            spine.Push(binary);
            left = binary.Left;
        }

        ulong value = Evaluate(left, context);
        while (spine.TryPop(out BinaryExpression? binary))
        {
            value = Apply(binary, value, Evaluate(binary.Right, context));
        }

        return value;
    }

    private static ulong Apply(BinaryExpression binary, ulong left, ulong right) => binary.Operator switch
    {
        TokenKind.Bar => left | right,
        TokenKind.Caret => left ^ right,
        TokenKind.Ampersand => left & right,
        TokenKind.Equal => left == right ? 1UL : 0,
        TokenKind.NotEqual => left != right ? 1UL : 0,
        TokenKind.Less => left < right ? 1UL : 0,
        TokenKind.LessOrEqual => left <= right ? 1UL : 0,
        TokenKind.Greater => left > right ? 1UL : 0,
        TokenKind.GreaterOrEqual => left >= right ? 1UL : 0,
        TokenKind.AndAlso => left != 0 && right != 0 ? 1UL : 0,
        TokenKind.OrElse => left != 0 || right != 0 ? 1UL : 0,
        TokenKind.ShiftLeft => left << (int)(right & 63),
        TokenKind.ShiftRight => left >> (int)(right & 63),
        TokenKind.Plus => left + right,
        TokenKind.Minus => left - right,
        TokenKind.Star => left * right,
        TokenKind.Percent => Divide(left, right, binary),
        TokenKind.Hash => Divide(left + right - 1, right, binary) * right,
        TokenKind.PercentPercent => right == 0 ? throw ByZero(binary) : left % right,
        _ => throw LanguageException.Syntax(binary.Named),
    };

    private static ulong Divide(ulong left, ulong right, BinaryExpression binary)
    {
        if (right == 0)
        {
            throw ByZero(binary);
        }

        return (long)left == long.MinValue && (long)right == -1
            ? throw new LanguageException("divide overflow", binary.Named, hasTail: true, binary.Sign)
            : (ulong)((long)left / (long)right);
    }

    private static LanguageException ByZero(BinaryExpression binary) =>
        new("attempted to divide by zero", binary.Named, hasTail: true, binary.Sign);
}
