using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace DumpReader.Types.Declarations;

/// <summary>Parsers of single tokens, made once: a parser made inside a query would be made again at each use.</summary>
internal static class Punctuation
{
    public static readonly TokenListParser<CToken, Token<CToken>> LeftBrace = Token.EqualTo(CToken.LeftBrace);

    public static readonly TokenListParser<CToken, Token<CToken>> RightBrace = Token.EqualTo(CToken.RightBrace);

    public static readonly TokenListParser<CToken, Token<CToken>> LeftParen = Token.EqualTo(CToken.LeftParen);

    public static readonly TokenListParser<CToken, Token<CToken>> RightParen = Token.EqualTo(CToken.RightParen);

    public static readonly TokenListParser<CToken, Token<CToken>> LeftBracket = Token.EqualTo(CToken.LeftBracket);

    public static readonly TokenListParser<CToken, Token<CToken>> RightBracket = Token.EqualTo(CToken.RightBracket);

    public static readonly TokenListParser<CToken, Token<CToken>> Semicolon = Token.EqualTo(CToken.Semicolon);

    public static readonly TokenListParser<CToken, Token<CToken>> Comma = Token.EqualTo(CToken.Comma);

    public static readonly TokenListParser<CToken, Token<CToken>> Colon = Token.EqualTo(CToken.Colon);

    public static readonly TokenListParser<CToken, Token<CToken>> Equal = Token.EqualTo(CToken.Equal);

    public static readonly TokenListParser<CToken, Token<CToken>> Star = Token.EqualTo(CToken.Star);

    public static readonly TokenListParser<CToken, Token<CToken>> Ellipsis = Token.EqualTo(CToken.Ellipsis);

    public static readonly TokenListParser<CToken, Token<CToken>> Word = Token.EqualTo(CToken.Identifier);

    /// <summary>A comma, or nothing.</summary>
    public static readonly TokenListParser<CToken, Token<CToken>> OptionalComma = Comma.OptionalOrDefault();

    /// <summary>What <paramref name="parser"/> finds, or null where nothing of it is there.</summary>
    public static TokenListParser<CToken, T?> OrNull<T>(this TokenListParser<CToken, T> parser) where T : class =>
        parser.Select(static x => (T?)x).OptionalOrDefault();
}
