using Superpower;
using Superpower.Model;

namespace DumpReader.Types.Declarations;

/// <summary>A named text cut into tokens; says where an error is.</summary>
internal sealed class DeclarationFile
{
    /// <summary>Brackets and stars nested deeper than this are refused: the parser descends with them.</summary>
    private const int MaxDepth = 128;

    private DeclarationFile(string name, TokenList<CToken> tokens) => (Name, Tokens) = (name, tokens);

    public string Name { get; }

    public TokenList<CToken> Tokens { get; }

    public static DeclarationFile Read(string name, string text)
    {
        Result<TokenList<CToken>> result = CTokenizer.Instance.TryTokenize(text);
        if (!result.HasValue)
        {
            string found = result.Remainder.IsAtEnd ? "end of text" : $"'{result.Remainder[0]}'";
            bool comment = result.Expectations is ["end of comment", ..];
            throw new DeclarationException(
                name, result.ErrorPosition.Line, result.ErrorPosition.Column, comment ? "comment has no end" : $"unexpected {found}");
        }

        var file = new DeclarationFile(name, result.Value);
        file.CheckDepth();
        return file;
    }

    public DeclarationException Error(Position position, string reason) => new(Name, position.Line, position.Column, reason);

    /// <summary>Parses one item at <paramref name="input"/> and moves it on, or throws what the grammar expected there.</summary>
    public T Next<T>(TokenListParser<CToken, T> parser, ref TokenList<CToken> input)
    {
        TokenListParserResult<CToken, T> result = parser(input);
        if (!result.HasValue)
        {
            throw Error(result.ErrorPosition.HasValue ? result.ErrorPosition : End(), result.FormatErrorMessageFragment());
        }

        input = result.Remainder;
        return result.Value;
    }

    private Position End()
    {
        Position last = Position.Zero;
        foreach (Token<CToken> token in Tokens)
        {
            last = token.Position;
        }

        return last;
    }

    private void CheckDepth()
    {
        int depth = 0;
        int run = 0;
        foreach (Token<CToken> token in Tokens)
        {
            switch (token.Kind)
            {
                case CToken.LeftBrace or CToken.LeftParen or CToken.LeftBracket: depth++; break;
                case CToken.RightBrace or CToken.RightParen or CToken.RightBracket: depth--; break;
            }

            run = token.Kind is CToken.Star or CToken.Minus or CToken.Tilde or CToken.Plus ? run + 1 : 0;
            if (depth > MaxDepth || run > MaxDepth)
            {
                throw Error(token.Position, $"nested deeper than {MaxDepth}");
            }
        }
    }
}
