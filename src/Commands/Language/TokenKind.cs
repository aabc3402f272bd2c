namespace Commands.Language;

/// <summary>What the lexer makes of the text of one statement. Every statement ends with one of the last four.</summary>
internal enum TokenKind
{
    None,

    // Operands.
    Number, Character, Symbol, Dot, Variable,

    // Operators; some are operands or prefixes too, where an operand is expected.
    Plus, Minus, Star, Percent, PercentPercent, Hash, Ampersand, Caret, Bar, Tilde, Equal, NotEqual, ShiftLeft, ShiftRight,
    /// <summary><c>*/c/</c></summary>
    CastMemory,
    /// <summary><c>%/c/</c></summary>
    CastObject,
    OpenParenthesis, CloseParenthesis, Comma,

    // Only in filters.
    AndAlso, OrElse, Less, LessOrEqual, Greater, GreaterOrEqual, Not,
    /// <summary><c>=~</c></summary>
    Match,
    /// <summary><c>!~</c></summary>
    NotMatch,
    /// <summary>A text in double quotes.</summary>
    Text,

    // Verbs.
    /// <summary><c>::name $c :c &gt; $&lt; $&lt;&lt; $&gt;</c></summary>
    Dcmd,
    /// <summary>A dcmd whose argument is a filter.</summary>
    FilterDcmd,
    /// <summary><c>/ \ @ ? =</c></summary>
    FormatVerb,
    /// <summary><c>/W</c> and kin: a format verb with a letter that writes or searches; arguments follow.</summary>
    ActionVerb,

    // Format lists.
    FormatCount, FormatLetter, FormatText,

    // Argument lists.
    Word,
    /// <summary><c>$[</c></summary>
    DollarOpen,
    /// <summary><c>]</c></summary>
    DollarClose,

    Pipe, Bang, ShellText,

    /// <summary>A character that begins no token where it stands.</summary>
    Illegal,

    NewLine, Semicolon, EndOfInput,
    /// <summary>The lexer gave up here; <see cref="StatementTokens.Error"/> says why.</summary>
    Error,
}
