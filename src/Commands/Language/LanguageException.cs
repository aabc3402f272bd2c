using Superpower.Model;

namespace Commands.Language;

/// <summary>The text of a statement is wrong, or an expression in it has no value. Ends the statement.</summary>
internal sealed class LanguageException : Exception
{
    public LanguageException(string message, Token<TokenKind> at, bool hasTail = false, Token<TokenKind>? place = null) : base(message)
    {
        At = at;
        HasTail = hasTail;
        Place = place ?? at;
    }

    /// <summary>The token read last: input is skipped from its end on.</summary>
    public Token<TokenKind> At { get; }

    /// <summary>Whether the place is told behind the message.</summary>
    public bool HasTail { get; }

    /// <summary>The token that a person should look at.</summary>
    public Token<TokenKind> Place { get; }

    public static LanguageException Syntax(Token<TokenKind> at) => new("syntax error", at, hasTail: true);
}
