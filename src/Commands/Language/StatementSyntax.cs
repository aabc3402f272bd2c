using Superpower.Model;

namespace Commands.Language;

/// <summary>One word of an argument list: a text, or a <c>$[...]</c>.</summary>
/// <param name="Text">Quotes removed and escapes replaced; null for an expression.</param>
/// <param name="Value">The expression.</param>
/// <param name="Close">The token where its <c>]</c> is due.</param>
internal sealed record ArgumentSyntax(string? Text, Expression? Value = null, Token<TokenKind> Close = default);

/// <summary>A verb with what follows it.</summary>
/// <param name="Verb">The token of the verb.</param>
/// <param name="Arguments">The argument list of a dcmd, a write or a search.</param>
/// <param name="Format">The format list of a format verb, a write or a search.</param>
/// <param name="Filter">The condition of a filter dcmd.</param>
internal sealed record CommandSyntax(Token<TokenKind> Verb, IReadOnlyList<ArgumentSyntax> Arguments, FormatList? Format = null, Expression? Filter = null)
{
    /// <summary>A name behind a pipe without its colons.</summary>
    public bool IsBareWord => Verb.Kind is TokenKind.Dcmd or TokenKind.FilterDcmd && char.IsAsciiLetter(Verb.ToStringValue()[0]);

    /// <summary>As typed without colons: <c>print</c>, <c>genunix`ps</c>, <c>$c</c>, <c>&gt;</c>, <c>/</c>.</summary>
    public string Name
    {
        get
        {
            string text = Verb.ToStringValue();
            return Verb.Kind is TokenKind.FormatVerb or TokenKind.ActionVerb ? text[..1]
                : text.StartsWith("::", StringComparison.Ordinal) ? text[2..]
                : text == "$" ? "$?" : text;
        }
    }
}

/// <summary>A statement: <c>[address] [, count] [command { | command }] [! shell]</c>.</summary>
/// <param name="Address">What stands before the verb.</param>
/// <param name="Count">What stands behind the comma.</param>
/// <param name="Commands">The stages of the pipeline.</param>
/// <param name="Shell">The text behind <c>!</c>.</param>
/// <param name="Terminator">The token that ends the statement.</param>
/// <param name="Unexpected">The token at which the statement stops making sense; null for a good one.</param>
internal sealed record StatementSyntax(
    Expression? Address,
    Expression? Count,
    IReadOnlyList<CommandSyntax> Commands,
    string? Shell,
    Token<TokenKind> Terminator,
    Token<TokenKind>? Unexpected);
