using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using static DumpReader.Types.Declarations.Punctuation;

namespace DumpReader.Types.Declarations;

/// <summary>
/// The grammar of C declarations without function bodies and initialisers. A name is taken for a type where no other type
/// specifier stands, so no table of typedefs is needed while parsing.
/// </summary>
internal static class DeclarationGrammar
{
    private static readonly TokenListParser<CToken, DeclarationSyntax> s_declarationAgain = Superpower.Parse.Ref(static () => Declaration!);

    private static readonly TokenListParser<CToken, DeclaratorSyntax> s_declaratorAgain = Superpower.Parse.Ref(static () => Declarator!);

    private static readonly TokenListParser<CToken, string> s_baseWord =
        Word.Where(static t => Keywords.IsBase(t.ToStringValue()), "type").Select(static t => t.ToStringValue());

    private static readonly TokenListParser<CToken, string> s_prefix =
        Word.Where(static t => Keywords.IsPrefix(t.ToStringValue()), "qualifier").Select(static t => t.ToStringValue());

    private static readonly TokenListParser<CToken, string[]> s_prefixes = s_prefix.Many();

    public static readonly TokenListParser<CToken, Token<CToken>> Name =
        Word.Where(static t => !Keywords.IsReserved(t.ToStringValue()), "name");

    private static readonly TokenListParser<CToken, Token<CToken>> s_optionalName = Name.OptionalOrDefault();

    private static readonly TokenListParser<CToken, ConstantSyntax?> s_optionalArgument =
        (from open in LeftParen
         from argument in ConstantGrammar.Expression
         from close in RightParen
         select argument).OrNull();

    private static readonly TokenListParser<CToken, Token<CToken>[]> s_twoOpen = LeftParen.Repeat(2);

    private static readonly TokenListParser<CToken, Token<CToken>[]> s_twoClose = RightParen.Repeat(2);

    private static readonly TokenListParser<CToken, AttributeSyntax[]> s_attributes =
        (from word in Token.EqualToValue(CToken.Identifier, "__attribute__")
         from open in s_twoOpen
         from name in Word
         from argument in s_optionalArgument
         from close in s_twoClose
         select new AttributeSyntax(name.ToStringValue().Trim('_'), argument, word.Position)).Many();

    private static readonly TokenListParser<CToken, DeclarationSyntax[]> s_memberList = s_declarationAgain.Many();

    private static readonly TokenListParser<CToken, DeclarationSyntax[]?> s_members =
        (from open in LeftBrace
         from members in s_memberList
         from close in RightBrace
         select members).OrNull();

    private static readonly TokenListParser<CToken, SpecifierSyntax> s_struct =
        from word in Word.Where(static t => t.ToStringValue() is "struct" or "union", "struct or union")
        from before in s_attributes
        from tag in s_optionalName
        from members in s_members
        from after in s_attributes
        select (SpecifierSyntax)new StructSpecifier(
            word.ToStringValue() == "union" ? TypeKind.Union : TypeKind.Struct, Text(tag), members, [.. before, .. after], word.Position);

    private static readonly TokenListParser<CToken, ConstantSyntax?> s_enumValue =
        (from sign in Equal
         from value in ConstantGrammar.Expression
         select value).OrNull();

    // A comma behind the last enumerator is allowed.
    private static readonly TokenListParser<CToken, EnumeratorSyntax[]> s_enumeratorList =
        (from name in Name
         from value in s_enumValue
         from comma in OptionalComma
         select new EnumeratorSyntax(name.ToStringValue(), value, name.Position)).Many();

    private static readonly TokenListParser<CToken, EnumeratorSyntax[]?> s_enumerators =
        (from open in LeftBrace
         from items in s_enumeratorList
         from close in RightBrace
         select items).OrNull();

    private static readonly TokenListParser<CToken, SpecifierSyntax> s_enum =
        from word in Token.EqualToValue(CToken.Identifier, "enum")
        from tag in s_optionalName
        from items in s_enumerators
        select (SpecifierSyntax)new EnumSpecifier(Text(tag), items, word.Position);

    private static readonly TokenListParser<CToken, SpecifierSyntax> s_named =
        Name.Select(static t => (SpecifierSyntax)new NamedSpecifier(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, string[]> s_baseWords = s_baseWord.Or(s_prefix).Many();

    private static readonly TokenListParser<CToken, (SpecifierSyntax, string[])> s_basic =
        from place in Word.Where(static t => Keywords.IsBase(t.ToStringValue()), "type")
        from more in s_baseWords
        select ((SpecifierSyntax)new BaseSpecifier([place.ToStringValue(), .. more.Where(Keywords.IsBase)], place.Position), more);

    private static readonly TokenListParser<CToken, (SpecifierSyntax, string[])> s_other =
        from specifier in s_struct.Or(s_enum).Or(s_named)
        from more in s_prefixes
        select (specifier, more);

    private static readonly TokenListParser<CToken, (SpecifierSyntax, string[])> s_specifier = s_basic.Or(s_other);

    public static readonly TokenListParser<CToken, TypeSyntax> Type =
        from before in s_prefixes
        from core in s_specifier
        select new TypeSyntax(
            core.Item1, [.. before.Concat(core.Item2).Where(Keywords.IsQualifier)], Keywords.Storage(before.Concat(core.Item2)));

    private static readonly TokenListParser<CToken, PointerSyntax> s_pointer =
        from star in Star
        from words in s_prefixes
        select new PointerSyntax([.. words.Where(Keywords.IsQualifier)]);

    private static readonly TokenListParser<CToken, PointerSyntax[]> s_pointers = s_pointer.Many();

    private static readonly TokenListParser<CToken, ParameterSyntax?> s_parameter =
        from type in Type
        from declarator in s_declaratorAgain
        select (ParameterSyntax?)new ParameterSyntax(type, declarator);

    private static readonly TokenListParser<CToken, ParameterSyntax?[]> s_parameters =
        s_parameter.Or(Ellipsis.Value((ParameterSyntax?)null)).ManyDelimitedBy(Comma);

    private static readonly TokenListParser<CToken, SuffixSyntax> s_function =
        from open in LeftParen
        from items in s_parameters
        from close in RightParen
        select (SuffixSyntax)new FunctionSuffix([.. items.OfType<ParameterSyntax>()], items.Length > 0 && items[^1] is null);

    private static readonly TokenListParser<CToken, ConstantSyntax?> s_optionalCount = ConstantGrammar.Expression.OrNull();

    private static readonly TokenListParser<CToken, SuffixSyntax> s_array =
        from open in LeftBracket
        from count in s_optionalCount
        from close in RightBracket
        select (SuffixSyntax)new ArraySuffix(count);

    private static readonly TokenListParser<CToken, SuffixSyntax[]> s_suffixes = s_array.Or(s_function).Many();

    // "(*" opens a nested declarator; any other "(" behind a declarator is a parameter list.
    private static readonly TokenListParser<CToken, PointerSyntax> s_nestedOpen = LeftParen.IgnoreThen(s_pointer).Try();

    private static readonly TokenListParser<CToken, DeclaratorSyntax> s_nested =
        from first in s_nestedOpen
        from inner in s_declaratorAgain
        from close in RightParen
        select inner with { Pointers = [first, .. inner.Pointers] };

    private static readonly TokenListParser<CToken, (DeclaratorSyntax? Inner, Token<CToken> Name)> s_core =
        s_nested.Select(static d => ((DeclaratorSyntax?)d, default(Token<CToken>)))
            .Or(Name.Select(static t => ((DeclaratorSyntax?)null, t)))
            .OptionalOrDefault();

    public static readonly TokenListParser<CToken, DeclaratorSyntax> Declarator =
        from pointers in s_pointers
        from core in s_core
        from suffixes in s_suffixes
        select new DeclaratorSyntax(
            pointers, Text(core.Name), core.Inner, suffixes, core.Name.HasValue ? core.Name.Position : core.Inner?.Position ?? default);

    private static readonly TokenListParser<CToken, ConstantSyntax?> s_width =
        (from sign in Colon
         from value in ConstantGrammar.Expression
         select value).OrNull();

    private static readonly TokenListParser<CToken, DeclaredSyntax[]> s_declared =
        (from declarator in Declarator
         from width in s_width
         from attributes in s_attributes
         select new DeclaredSyntax(declarator, width, attributes)).ManyDelimitedBy(Comma);

    /// <summary>One declaration with its final semicolon.</summary>
    public static readonly TokenListParser<CToken, DeclarationSyntax> Declaration =
        from type in Type
        from declared in s_declared
        from end in Semicolon
        select new DeclarationSyntax(type, declared, type.Specifier.Position);

    private static string? Text(Token<CToken> token) => token.HasValue ? token.ToStringValue() : null;
}
