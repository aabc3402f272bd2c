using Superpower.Model;

namespace Commands.Language;

/// <summary>
/// An expression as written. Trees are total: where something is missing stands a <see cref="MissingExpression"/>, because mdb evaluates
/// while it parses and the first error in order of evaluation is the one to report.
/// </summary>
internal abstract record Expression
{
    /// <summary>The last token that belongs to it.</summary>
    public abstract Token<TokenKind> Last { get; }
}

/// <summary>A number, character constant, symbol or variable; or <c>. + ^ &amp;</c> as operands.</summary>
internal sealed record LeafExpression(Token<TokenKind> Token) : Expression
{
    public override Token<TokenKind> Last => Token;
}

/// <summary>The token that stands where an operand was due.</summary>
internal sealed record MissingExpression(Token<TokenKind> Token) : Expression
{
    public override Token<TokenKind> Last => Token;
}

/// <summary><c>- ~ # * % */c/ %/c/</c> before an operand.</summary>
internal sealed record UnaryExpression(Token<TokenKind> Operator, Expression Operand) : Expression
{
    public override Token<TokenKind> Last { get; } = Operand.Last;
}

/// <summary>Two operands and an operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">Evaluated first.</param>
/// <param name="Right">Evaluated second.</param>
/// <param name="Named">The token read last when the operator is applied, the one its errors name: mdb has to look at the
/// token behind the right operand, unless the operator binds tightest.</param>
/// <param name="Sign">The token of the operator.</param>
internal sealed record BinaryExpression(
    TokenKind Operator, Expression Left, Expression Right, Token<TokenKind> Named, Token<TokenKind> Sign) : Expression
{
    public override Token<TokenKind> Last => Right.Last;
}

/// <summary>Parentheses.</summary>
/// <param name="Inner">What stands in them.</param>
/// <param name="Close">The closing one, or what stands in its place.</param>
internal sealed record GroupExpression(Expression Inner, Token<TokenKind> Close) : Expression
{
    public override Token<TokenKind> Last => Close;
}
