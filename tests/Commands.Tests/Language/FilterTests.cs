using Commands.Language;

namespace Commands.Tests.Language;

public class FilterTests
{
    private static readonly FakeContext Context = new();

    [Fact]
    public void Comparisons_and_logical_operators_are_tokens_in_a_filter() =>
        Assert.Equal(
            [
                "FilterDcmd:::where", "Symbol:a", "NotEqual:!=", "Number:1", "AndAlso:&&", "Symbol:xx", "Less:<", "Number:2", "OrElse:||",
                "Symbol:y", "GreaterOrEqual:>=", "Number:3", "NewLine:\\n",
            ],
            new FakeContext { Symbols = ["a"] }.Tokens("::where a != 1 && xx < 2 || y>=3\n"));

    [Theory]
    [InlineData("::where zz <= 1 | ::map .", "Pipe")]
    [InlineData("::where zz > 1;5=K", "Semicolon")]
    [InlineData("::where zz > 1 ! wc", "Bang")]
    [InlineData("::where zz > 1", "NewLine")]
    public void A_lone_bar_a_semicolon_a_newline_or_a_shell_escape_ends_it(string text, string kind)
    {
        StatementTokens statement = Context.Read(text + "\n");
        Assert.Equal(kind, statement.Tokens[4].Kind.ToString());
        Assert.Null(statement.Error);
    }

    [Fact]
    public void A_variable_can_stand_where_an_operand_is_due_and_only_there() =>
        Assert.Equal(
            ["FilterDcmd:::where", "Symbol:zz", "Less:<", "Symbol:x", "AndAlso:&&", "Variable:<x", "Less:<", "Variable:<x", "NewLine:\\n"],
            Context.Tokens("::where zz<x && <x < <x\n"));

    [Theory]
    [InlineData("1 < 2 && 3 > 2", 1)]
    [InlineData("1 < 2 && 3 > 4", 0)]
    [InlineData("0 || 2 <= 2", 1)]
    [InlineData("1 == 2 || 3 >= 4", 0)]
    [InlineData("5&4 == 4", 1)]
    [InlineData("1 + 1 < 1 << 4", 1)]
    [InlineData("0 && 0 || 1", 1)]
    [InlineData("1 || 0 && 0", 1)]
    public void Comparisons_bind_looser_than_arithmetic_and_tighter_than_logic(string filter, ulong value)
    {
        StatementSyntax statement = Grammar.ParseStatement(Context.Read("::where " + filter + "\n"));
        Assert.Null(statement.Unexpected);
        Assert.Equal(value, Evaluator.Evaluate(statement.Commands[0].Filter!, new CountingContext()));
    }

    [Fact]
    public void Outside_a_filter_there_are_no_comparisons() =>
        Assert.Equal(["Number:1", "Dcmd:>", "Word:2", "NewLine:\\n"], Context.Tokens("1>2\n"));
}
