using DumpReader.Types.Declarations;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using static DumpReader.Types.Declarations.Punctuation;
using Tail = System.Func<DumpBuilder.Scenarios.ExpressionSyntax, DumpBuilder.Scenarios.StatementSyntax>;

namespace DumpBuilder.Scenarios;

/// <summary>The statements of a scenario: C declarations, and lines in the manner of mdb.</summary>
internal static class ScenarioGrammar
{
    private static readonly TokenListParser<CToken, Token<CToken>[]> s_twoTokens = Token.Matching<CToken>(static _ => true, "token").Repeat(2);

    private static readonly TokenListParser<CToken, DeclarationSyntax> s_declaration = static input =>
        BeginsDeclaration(input) ? DeclarationGrammar.Declaration(input) : TokenListParserResult.Empty<CToken, DeclarationSyntax>(input, ["declaration"]);

    private static readonly TokenListParser<CToken, StatementSyntax> s_directive =
        Token.EqualTo(CToken.Directive).Select(static t => (StatementSyntax)new DirectiveStatement(t));

    private static readonly TokenListParser<CToken, Func<Position, StatementSyntax>> s_status =
        Word("status").IgnoreThen(ValueGrammar.Braced)
            .Select(static v => (Func<Position, StatementSyntax>)(p => new StatusStatement(((StructValue)v).Members, p)));

    private static readonly TokenListParser<CToken, AssignmentSyntax[]> s_registers =
        Token.EqualTo(CToken.Percent).IgnoreThen(ValueGrammar.Assignment).Many();

    private static readonly TokenListParser<CToken, Func<Position, StatementSyntax>> s_regs =
        from word in Word("regs")
        from open in LeftBrace
        from registers in s_registers
        from close in RightBrace
        select (Func<Position, StatementSyntax>)(p => new RegistersStatement(registers, p));

    private static readonly TokenListParser<CToken, object[]> s_moduleItems =
        s_declaration.Select(static d => (object)d).Or(ValueGrammar.Assignment.Select(static a => (object)a)).Many();

    private static readonly TokenListParser<CToken, Func<Position, StatementSyntax>> s_modctl =
        from word in Word("modctl")
        from name in Punctuation.Word
        from open in LeftBrace
        from items in s_moduleItems
        from close in RightBrace
        select (Func<Position, StatementSyntax>)(p => new ModuleStatement(name.ToStringValue(), items, p));

    private static readonly TokenListParser<CToken, Func<Position, StatementSyntax>> s_globalBody = s_status.Or(s_regs).Or(s_modctl);

    private static readonly TokenListParser<CToken, StatementSyntax> s_global =
        from colons in Token.EqualTo(CToken.DoubleColon)
        from body in s_globalBody
        select body(colons.Position);

    private static readonly TokenListParser<CToken, Token<CToken>[]> s_stars = Star.Many();

    private static readonly TokenListParser<CToken, string> s_tagged =
        from kind in Punctuation.Word.Where(static t => t.ToStringValue() is "struct" or "union" or "enum", "struct, union or enum")
        from tag in DeclarationGrammar.Name
        select kind.ToStringValue() + " " + tag.ToStringValue();

    private static readonly TokenListParser<CToken, string> s_base =
        Punctuation.Word.Where(static t => Keywords.IsBase(t.ToStringValue()), "type").AtLeastOnce()
            .Select(static words => string.Join(' ', words.Select(static t => t.ToStringValue())));

    private static readonly TokenListParser<CToken, string> s_typeWords =
        s_tagged.Or(s_base).Or(DeclarationGrammar.Name.Select(static t => t.ToStringValue()));

    private static readonly TokenListParser<CToken, string> s_plainType =
        from words in s_typeWords
        from stars in s_stars
        select words + new string('*', stars.Length);

    private static readonly TokenListParser<CToken, string> s_type =
        s_plainType.Or(Token.EqualTo(CToken.Text).Or(Token.EqualTo(CToken.Character)).Select(static t => t.ToStringValue()[1..^1]));

    private static readonly TokenListParser<CToken, string?> s_optionalType = s_type.OrNull();

    private static readonly TokenListParser<CToken, PathStep[]> s_optionalPath = ValueGrammar.Path.OptionalOrDefault([]);

    private static readonly TokenListParser<CToken, ValueSyntax> s_object =
        ValueGrammar.Braced.Or(ValueGrammar.Bracketed).Or(Equal.IgnoreThen(ValueGrammar.Value));

    // Whether the word before a sign of equality is a type or a member is seen when types are known.
    private static readonly TokenListParser<CToken, PathStep[]> s_assigned =
        (from path in ValueGrammar.Path
         from sign in Equal
         select path).Try();

    private static readonly TokenListParser<CToken, Tail> s_printMember =
        from path in s_assigned
        from value in ValueGrammar.Value
        select (Tail)(a => new PrintStatement(a, path[0].Member, path[1..], value));

    private static readonly TokenListParser<CToken, Tail> s_printObject =
        from type in s_optionalType
        from path in s_optionalPath
        from value in s_object
        select (Tail)(a => new PrintStatement(a, type, path, value));

    private static readonly TokenListParser<CToken, Tail> s_print = Word("print").IgnoreThen(s_printMember.Or(s_printObject));

    private static readonly TokenListParser<CToken, SymbolOption> s_letter =
        Token.EqualTo(CToken.Minus).IgnoreThen(Punctuation.Word)
            .Where(static t => t.ToStringValue() is "f" or "o" or "l" or "w", "one of f, o, l, w, s, e")
            .Select(static t => new SymbolOption(t.ToStringValue()[0], null, t.Position));

    private static readonly TokenListParser<CToken, SymbolOption> s_letterWithValue =
        from letter in Token.EqualTo(CToken.Minus).IgnoreThen(Punctuation.Word).Where(static t => t.ToStringValue() is "s" or "e", "one of f, o, l, w, s, e")
        from value in ValueGrammar.Term
        select new SymbolOption(letter.ToStringValue()[0], value, letter.Position);

    private static readonly TokenListParser<CToken, SymbolOption[]> s_options = s_letter.Try().Or(s_letterWithValue).Many();

    private static readonly TokenListParser<CToken, Tail> s_nmadd =
        from word in Word("nmadd")
        from options in s_options
        from name in Punctuation.Word
        select (Tail)(a => new SymbolStatement(a, options, name.ToStringValue()));

    private static readonly TokenListParser<CToken, Tail> s_context = Word("context").Value((Tail)(static a => new ContextStatement(a)));

    private static readonly TokenListParser<CToken, Tail> s_command = s_print.Or(s_nmadd).Or(s_context);

    private static readonly TokenListParser<CToken, Tail> s_named = Token.EqualTo(CToken.DoubleColon).IgnoreThen(s_command);

    private static readonly TokenListParser<CToken, int> s_size =
        Punctuation.Word.Where(static t => t.ToStringValue() is "v" or "w" or "W" or "Z", "one of v, w, W, Z")
            .Select(static t => t.ToStringValue() switch { "v" => 1, "w" => 2, "W" => 4, _ => 8 });

    private static readonly TokenListParser<CToken, Tail> s_write =
        from slash in Token.EqualTo(CToken.Slash)
        from size in s_size
        from value in ValueGrammar.Expression
        select (Tail)(a => new WriteStatement(a, size, value));

    private static readonly TokenListParser<CToken, Token<CToken>> s_fillWord = Token.EqualTo(CToken.DoubleColon).IgnoreThen(Word("fill"));

    private static readonly TokenListParser<CToken, Tail> s_fill =
        from comma in Comma
        from length in ValueGrammar.Expression
        from word in s_fillWord
        from value in ValueGrammar.Expression
        select (Tail)(a => new FillStatement(a, length, value));

    private static readonly TokenListParser<CToken, Tail> s_tail = s_named.Or(s_write).Or(s_fill);

    private static readonly TokenListParser<CToken, StatementSyntax> s_addressed =
        from address in ValueGrammar.Expression
        from tail in s_tail
        select tail(address);

    public static readonly TokenListParser<CToken, StatementSyntax> Statement =
        s_directive.Or(s_declaration.Select(static d => (StatementSyntax)new DeclarationStatement(d))).Or(s_global).Or(s_addressed);

    private static TokenListParser<CToken, Token<CToken>> Word(string text) => Token.EqualToValue(CToken.Identifier, text);

    /// <summary>A keyword, or a name followed by a name or a star, which no line in the manner of mdb begins with.</summary>
    private static bool BeginsDeclaration(TokenList<CToken> input)
    {
        TokenListParserResult<CToken, Token<CToken>[]> two = s_twoTokens(input);
        return two.HasValue && two.Value[0].Kind == CToken.Identifier
            && (Keywords.BeginsDeclaration(two.Value[0].ToStringValue()) || two.Value[1].Kind is CToken.Identifier or CToken.Star);
    }
}
