using Commands.Language;
using Superpower.Model;

namespace Commands.Pipeline;

/// <summary>A condition or key that makes no sense for what flows through the pipe; ends the pipeline.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="place">The token that a person should look at; null where it is no single one.</param>
/// <param name="hint">What may have been meant; null where nothing is near.</param>
internal sealed class FilterException(string message, Token<TokenKind>? place = null, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;

    public Token<TokenKind>? Place { get; } = place;
}
