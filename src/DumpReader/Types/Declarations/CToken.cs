using Superpower.Display;

namespace DumpReader.Types.Declarations;

/// <summary>The tokens of C declarations, and those that a dump scenario adds (<c>::</c>, <c>`</c>).</summary>
internal enum CToken
{
    None,
    [Token(Description = "name")]
    Identifier,
    Number,
    [Token(Description = "character")]
    Character,
    [Token(Description = "string")]
    Text,
    [Token(Description = "directive")]
    Directive,
    [Token(Example = "{")]
    LeftBrace,
    [Token(Example = "}")]
    RightBrace,
    [Token(Example = "(")]
    LeftParen,
    [Token(Example = ")")]
    RightParen,
    [Token(Example = "[")]
    LeftBracket,
    [Token(Example = "]")]
    RightBracket,
    [Token(Example = ";")]
    Semicolon,
    [Token(Example = ",")]
    Comma,
    [Token(Example = "::")]
    DoubleColon,
    [Token(Example = ":")]
    Colon,
    [Token(Example = "=")]
    Equal,
    [Token(Example = "*")]
    Star,
    [Token(Example = "...")]
    Ellipsis,
    [Token(Example = ".")]
    Dot,
    [Token(Example = "->")]
    Arrow,
    [Token(Example = "+")]
    Plus,
    [Token(Example = "-")]
    Minus,
    [Token(Example = "/")]
    Slash,
    [Token(Example = "%")]
    Percent,
    [Token(Example = "&")]
    Ampersand,
    [Token(Example = "|")]
    Bar,
    [Token(Example = "~")]
    Tilde,
    [Token(Example = "<<")]
    ShiftLeft,
    [Token(Example = ">>")]
    ShiftRight,
    [Token(Example = "<")]
    Less,
    [Token(Example = ">")]
    Greater,
    [Token(Example = "`")]
    Backquote,
    [Token(Example = "$")]
    Dollar,
}
