using DumpReader.Types.Declarations;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using static DumpReader.Types.Declarations.Punctuation;

namespace DumpBuilder.Scenarios;

/// <summary>Expressions and values, as <c>::print</c> writes them.</summary>
internal static class ValueGrammar
{
    private static readonly string[] s_months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly TokenListParser<CToken, ExpressionSyntax> s_expressionAgain = Superpower.Parse.Ref(static () => Expression!);

    private static readonly TokenListParser<CToken, ValueSyntax> s_valueAgain = Superpower.Parse.Ref(static () => Value!);

    private static readonly TokenListParser<CToken, Token<CToken>> s_numberToken = Token.EqualTo(CToken.Number);

    private static readonly TokenListParser<CToken, ExpressionSyntax> s_number =
        s_numberToken.Select(static t => (ExpressionSyntax)new NumberExpression(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, Token<CToken>> s_scoped =
        Token.EqualTo(CToken.Backquote).IgnoreThen(Word).OptionalOrDefault();

    private static readonly TokenListParser<CToken, ExpressionSyntax> s_name =
        from first in Word
        from second in s_scoped
        select (ExpressionSyntax)(second.HasValue
            ? new NameExpression(first.ToStringValue(), second.ToStringValue(), first.Position)
            : new NameExpression(null, first.ToStringValue(), first.Position));

    private static readonly TokenListParser<CToken, ExpressionSyntax> s_grouped =
        from open in LeftParen
        from inner in s_expressionAgain
        from close in RightParen
        select inner;

    /// <summary>A number, a name, or an expression in parentheses.</summary>
    public static readonly TokenListParser<CToken, ExpressionSyntax> Term = s_number.Or(s_name).Or(s_grouped);

    public static readonly TokenListParser<CToken, ExpressionSyntax> Expression =
        Superpower.Parse.Chain(
            Token.EqualTo(CToken.Plus).Or(Token.EqualTo(CToken.Minus)),
            Term,
            static (op, left, right) => new SumExpression(op.Kind, left, right, left.Position));

    private static readonly TokenListParser<CToken, PathStep> s_index =
        from open in LeftBracket
        from index in s_expressionAgain
        from close in RightBracket
        select new PathStep(null, index, open.Position);

    private static readonly TokenListParser<CToken, PathStep> s_member =
        Token.EqualTo(CToken.Dot).IgnoreThen(Word).Select(static t => new PathStep(t.ToStringValue(), null, t.Position));

    private static readonly TokenListParser<CToken, PathStep[]> s_steps = s_index.Or(s_member).Many();

    /// <summary>A member path: <c>p_user.u_comm</c>, <c>val[2]</c>.</summary>
    public static readonly TokenListParser<CToken, PathStep[]> Path =
        from first in Word
        from more in s_steps
        select (PathStep[])[new PathStep(first.ToStringValue(), null, first.Position), .. more];

    public static readonly TokenListParser<CToken, AssignmentSyntax> Assignment =
        from path in Path
        from sign in Equal
        from value in s_valueAgain
        select new AssignmentSyntax(path, value, path[0].Position);

    private static readonly TokenListParser<CToken, AssignmentSyntax[]> s_assignments = Assignment.Many();

    public static readonly TokenListParser<CToken, ValueSyntax> Braced =
        from open in LeftBrace
        from members in s_assignments
        from close in RightBrace
        select (ValueSyntax)new StructValue(members, open.Position);

    // A comma stands behind each element that is a structure, the last included.
    private static readonly TokenListParser<CToken, ValueSyntax[]> s_elements =
        (from element in s_valueAgain
         from comma in OptionalComma
         select element).Many();

    public static readonly TokenListParser<CToken, ValueSyntax> Bracketed =
        from open in LeftBracket
        from elements in s_elements
        from close in RightBracket
        select (ValueSyntax)new ArrayValue(elements, open.Position);

    private static readonly TokenListParser<CToken, Token<CToken>> s_text = Token.EqualTo(CToken.Text);

    private static readonly TokenListParser<CToken, ValueSyntax> s_textValue =
        s_text.Select(static t => (ValueSyntax)new TextValue(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, ValueSyntax> s_character =
        Token.EqualTo(CToken.Character).Select(static t => (ValueSyntax)new CharacterValue(t.ToStringValue(), t.Position));

    private static readonly TokenListParser<CToken, Token<CToken>> s_minus =
        Token.EqualTo(CToken.Minus).Or(Token.EqualTo(CToken.Plus)).OptionalOrDefault();

    private static readonly TokenListParser<CToken, Token<CToken>> s_optionalText = s_text.OptionalOrDefault();

    // The names behind the number of an enum, "(TS_FOO)" or "(PRE_{A|B})", only repeat it.
    private static readonly TokenListParser<CToken, Token<CToken>[]> s_inNames =
        Token.Matching<CToken>(static k => k is CToken.Identifier or CToken.Bar or CToken.LeftBrace or CToken.RightBrace or CToken.Number, "name").Many();

    private static readonly TokenListParser<CToken, string> s_names =
        (from open in LeftParen
         from names in s_inNames
         from close in RightParen
         select "").OptionalOrDefault("");

    private static readonly TokenListParser<CToken, ValueSyntax> s_scalar =
        from sign in s_minus
        from value in Expression
        from text in s_optionalText
        from names in s_names
        select Scalar(sign.HasValue && sign.Kind == CToken.Minus, value, text);

    private static readonly TokenListParser<CToken, Token<CToken>> s_month =
        Word.Where(static t => s_months.Contains(t.ToStringValue()), "month");

    private static readonly TokenListParser<CToken, (Token<CToken>, Token<CToken>)> s_dateStart =
        (from year in s_numberToken
         from month in s_month
         select (year, month)).Try();

    private static readonly TokenListParser<CToken, ValueSyntax> s_date =
        from start in s_dateStart
        from day in s_numberToken
        from hour in s_numberToken
        from first in Colon
        from minute in s_numberToken
        from second in Colon
        from seconds in s_numberToken
        select (ValueSyntax)new DateValue(
            $"{start.Item1.ToStringValue()}-{Array.IndexOf(s_months, start.Item2.ToStringValue()) + 1:00}-{day.ToStringValue().PadLeft(2, '0')}"
            + $"T{hour.ToStringValue()}:{minute.ToStringValue()}:{seconds.ToStringValue()}",
            start.Item1.Position);

    public static readonly TokenListParser<CToken, ValueSyntax> Value =
        Braced.Or(Bracketed).Or(s_textValue).Or(s_character).Or(s_date).Or(s_scalar);

    private static ValueSyntax Scalar(bool negative, ExpressionSyntax value, Token<CToken> text) =>
        value is NumberExpression n && n.Text.Contains('.')
            ? new FloatValue(n.Text, negative, n.Position)
            : new ScalarValue(value, negative, text.HasValue ? text.ToStringValue() : null, value.Position);
}
