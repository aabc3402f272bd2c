using Superpower.Model;

namespace Commands.Language;

/// <summary>The tokens of one statement, terminator included.</summary>
/// <param name="Text">The statement as read, up to and including its terminator; one character a byte.</param>
/// <param name="Tokens">Never empty; the last is a terminator or <see cref="TokenKind.Error"/>.</param>
/// <param name="Error">Why the lexer stopped before the terminator.</param>
internal sealed record StatementTokens(string Text, Token<TokenKind>[] Tokens, LexicalError? Error)
{
    public Token<TokenKind> Terminator => Tokens[^1];
}

/// <summary>Something that is no token.</summary>
/// <param name="Message">Without <c>mdb: </c>.</param>
/// <param name="HasTail">Whether the place is told behind it: <c>on line 1 of (stdin) near "x"</c>.</param>
internal sealed record LexicalError(string Message, bool HasTail);
