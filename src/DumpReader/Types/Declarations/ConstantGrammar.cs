using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace DumpReader.Types.Declarations;

/// <summary>Integer constant expressions, as far as headers use them in array sizes, enumerators and widths.</summary>
internal static class ConstantGrammar
{
    private static readonly TokenListParser<CToken, TypeSyntax> s_type = Superpower.Parse.Ref(static () => DeclarationGrammar.Type);

    private static readonly TokenListParser<CToken, DeclaratorSyntax> s_declarator = Superpower.Parse.Ref(static () => DeclarationGrammar.Declarator);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_again = Superpower.Parse.Ref(static () => Expression!);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_operandAgain = Superpower.Parse.Ref(static () => s_operand!);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_number =
        Token.EqualTo(CToken.Number).Or(Token.EqualTo(CToken.Character))
            .Select(static t => (ConstantSyntax)new NumberConstant(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, ConstantSyntax> s_sizeof =
        from word in Token.EqualToValue(CToken.Identifier, "sizeof")
        from open in Punctuation.LeftParen
        from type in s_type
        from declarator in s_declarator
        from close in Punctuation.RightParen
        select (ConstantSyntax)new SizeofConstant(type, declarator, word.Position);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_name =
        Punctuation.Word.Select(static t => (ConstantSyntax)new NamedConstant(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, ConstantSyntax> s_grouped =
        from open in Punctuation.LeftParen
        from inner in s_again
        from close in Punctuation.RightParen
        select inner;

    private static readonly TokenListParser<CToken, ConstantSyntax> s_unary =
        from sign in Token.EqualTo(CToken.Minus).Or(Token.EqualTo(CToken.Tilde)).Or(Token.EqualTo(CToken.Plus))
        from operand in s_operandAgain
        select (ConstantSyntax)new UnaryConstant(sign.Kind, operand, sign.Position);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_operand =
        s_number.Or(s_sizeof).Or(s_name).Or(s_grouped).Or(s_unary);

    private static readonly TokenListParser<CToken, ConstantSyntax> s_product =
        Chain(s_operand, Punctuation.Star.Or(Token.EqualTo(CToken.Slash)).Or(Token.EqualTo(CToken.Percent)));

    private static readonly TokenListParser<CToken, ConstantSyntax> s_sum =
        Chain(s_product, Token.EqualTo(CToken.Plus).Or(Token.EqualTo(CToken.Minus)));

    private static readonly TokenListParser<CToken, ConstantSyntax> s_shift =
        Chain(s_sum, Token.EqualTo(CToken.ShiftLeft).Or(Token.EqualTo(CToken.ShiftRight)));

    private static readonly TokenListParser<CToken, ConstantSyntax> s_and = Chain(s_shift, Token.EqualTo(CToken.Ampersand));

    public static readonly TokenListParser<CToken, ConstantSyntax> Expression = Chain(s_and, Token.EqualTo(CToken.Bar));

    private static TokenListParser<CToken, ConstantSyntax> Chain(
        TokenListParser<CToken, ConstantSyntax> operand, TokenListParser<CToken, Token<CToken>> sign) =>
        Superpower.Parse.Chain(sign, operand, static (op, left, right) => new BinaryConstant(op.Kind, left, right, op.Position));
}
