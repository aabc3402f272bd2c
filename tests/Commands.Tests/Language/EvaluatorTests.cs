using Commands.Language;

namespace Commands.Tests.Language;

public class EvaluatorTests
{
    [Theory]
    [InlineData("1+2*3", 7UL)]
    [InlineData("10-5-2", 9UL)]
    [InlineData("6&3|8^1", 0xbUL)]
    [InlineData("1==1+0", 1UL)]
    [InlineData("6&2==2", 0UL)]
    [InlineData("2*7%%4", 6UL)]
    [InlineData("7#4", 8UL)]
    [InlineData("-7%2", unchecked((ulong)-3))]
    [InlineData("1<<41", 2UL)]
    [InlineData("-1>>4", 0x0fffffffffffffffUL)]
    [InlineData("#0", 1UL)]
    [InlineData("#5", 0UL)]
    [InlineData("~0", ulong.MaxValue)]
    [InlineData("--5", 5UL)]
    [InlineData("-#0", ulong.MaxValue)]
    [InlineData("'abc'", 0x616263UL)]
    [InlineData("'\\n'", 10UL)]
    [InlineData("'\\''", 0x5c27UL)]
    [InlineData("'a\\\\b'", 0x615c62UL)]
    [InlineData("'\\101'", 0x41UL)]
    [InlineData("''", 0UL)]
    [InlineData("0t1.5", 0x3ff8000000000000UL)]
    [InlineData("0i101", 5UL)]
    [InlineData("0O17", 15UL)]
    [InlineData("0x", 0UL)]
    [InlineData(".", 0x1000UL)]
    [InlineData("+", 0x1008UL)]
    [InlineData("^", 0xff8UL)]
    [InlineData("&", 0x2000UL)]
    [InlineData("&&&", 0x2000UL)]
    [InlineData("+ + +", 0x2010UL)]
    [InlineData("<x", 7UL)]
    [InlineData("sym+1", 0x4001UL)]
    [InlineData("*2000", 0x2001UL)]
    [InlineData("**2000", 0x2002UL)]
    [InlineData("%2000", 0x2001UL)]
    [InlineData("*/c/12345", 0x46UL)]
    [InlineData("%/s/12345", 0x2346UL)]
    [InlineData("*/i/123456789", 0x2345678aUL)]
    [InlineData("*/l/2000", 0x2001UL)]
    [InlineData("*2000+1", 0x2002UL)]
    [InlineData("*(2000+1)", 0x2002UL)]
    public void Value(string text, ulong value) => Assert.Equal(value, Evaluator.Evaluate(Parse(text).Address!, new CountingContext()));

    [Theory]
    [InlineData("1%0", "attempted to divide by zero", "\n")]
    [InlineData("1%0+2", "attempted to divide by zero", "+")]
    [InlineData("1%%0", "attempted to divide by zero", "0")]
    [InlineData("1%%(0)", "attempted to divide by zero", ")")]
    [InlineData("(5%0)", "attempted to divide by zero", ")")]
    [InlineData("5#0", "attempted to divide by zero", "\n")]
    [InlineData("8000000000000000%-1", "divide overflow", "\n")]
    [InlineData("*10", "failed to read from address 10: no mapping for address", "10")]
    [InlineData("*/q/0", "invalid cast -- */q/", "0")]
    [InlineData("nosuch", "failed to dereference symbol: unknown symbol name", "nosuch")]
    [InlineData("nomod`x", "failed to dereference symbol: unknown object file name", "nomod`x")]
    [InlineData("1+", "syntax error", "\n")]
    [InlineData("(1", "syntax error", "\n")]
    [InlineData("()", "syntax error", ")")]
    public void Error_names_the_token_read_last(string text, string message, string token)
    {
        LanguageException error = Assert.Throws<LanguageException>(() => Evaluator.Evaluate(Parse(text).Address!, new CountingContext()));
        Assert.Equal((message, token), (error.Message, error.At.ToStringValue()));
    }

    [Theory]
    [InlineData("*10 + ", "failed to read from address 10: no mapping for address")]
    [InlineData("nosuch + (", "failed to dereference symbol: unknown symbol name")]
    [InlineData("( *10", "failed to read from address 10: no mapping for address")]
    [InlineData("*(10", "syntax error")]
    [InlineData("1 + ) + nosuch", "syntax error")]
    public void The_first_error_in_order_of_evaluation_is_the_one(string text, string message) =>
        Assert.Equal(message, Assert.Throws<LanguageException>(() => Evaluator.Evaluate(Parse(text).Address!, new CountingContext())).Message);

    [Theory]
    [InlineData(0x7fffffffffffffffUL, 1UL, true, false)]
    [InlineData(0xffffffffffffffffUL, 1UL, true, false)]
    [InlineData(0UL, 1UL, false, false)]
    [InlineData(0x7ffffffffffffffeUL, 1UL, true, true)]
    [InlineData(0xfffffffffffffff0UL, 1UL, true, true)]
    public void Dot_moves_unless_its_sign_changes(ulong dot, ulong amount, bool forward, bool moves) =>
        Assert.Equal(moves, Evaluator.TryMove(dot, amount, forward, out _));

    [Fact]
    public void Deep_nesting_is_an_error_not_a_crash()
    {
        string text = new string('(', 200_000) + "1" + new string(')', 200_000);
        Assert.Throws<LanguageException>(() => Evaluator.Evaluate(Parse(text).Address!, new CountingContext()));
    }

    [Theory]
    [InlineData("~")]
    [InlineData("*")]
    [InlineData("(~")]
    public void Any_number_of_operators_in_front_is_an_error_not_a_crash(string operators) => Assert.Throws<LanguageException>(
        () => Evaluator.Evaluate(Parse(string.Concat(Enumerable.Repeat(operators, 300_000)) + "1").Address!, new CountingContext()));

    [Fact]
    public void Long_chains_are_evaluated() =>
        Assert.Equal(100_001UL, Evaluator.Evaluate(Parse("1" + string.Concat(Enumerable.Repeat("+1", 100_000))).Address!, new CountingContext()));

    private static StatementSyntax Parse(string text) => Grammar.ParseStatement(new FakeContext { Symbols = ["sym"] }.Read(text + "\n"));
}
