using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Tests.Language;

/// <summary>Errors in the text of a statement show where they are.</summary>
public class PlaceTests
{
    [Theory]
    [InlineData("1 2=X", "1 2=X", "  ^")]
    [InlineData("1+nosuch+2=X", "1+nosuch+2=X", "  ^^^^^^")]
    [InlineData("1+2%0=X", "1+2%0=X", "   ^")]
    [InlineData("::nosuch -v", "::nosuch", "^^^^^^^^")]
    [InlineData("::echo a | ::nosuch", "::echo a | ::nosuch", "           ^^^^^^^^")]
    [InlineData("(1=X", "(1=X", "  ^")]
    [InlineData("1=X |", "1=X |", "     ^")]
    [InlineData("::echo \"a", "::echo \"a", "       ^^")]
    [InlineData("'漢' 'é' 1 + x", "'漢' 'é' 1 + x", "     ^^^")]
    public void The_place_is_marked_under_the_text(string line, string shown, string mark) =>
        Assert.Equal($"  | {shown}\n  | {mark}", Unicode(TestSession.Typed(line).Places));

    [Fact]
    public void Of_several_statements_the_wrong_one_is_shown() =>
        Assert.Equal("  |  1 2=X;\n  |    ^", TestSession.Typed("1=X; 1 2=X; 3=X").Places);

    [Fact]
    public void A_column_that_is_not_there_is_marked_in_its_condition() =>
        Assert.Equal("  | ::vars | where nmae == 1\n  |                ^^^^", TestSession.Text("::vars | where nmae == 1").Places);

    [Fact]
    public void For_a_column_that_is_not_there_the_nearest_is_named() =>
        Assert.EndsWith("mdb: did you mean name?\n", TestSession.Text("::vars | where nmae == 1").Error);

    [Fact]
    public void Nothing_is_marked_under_stock_rules()
    {
        Answer answer = TestSession.Script("1 2=X\n", TestSession.Stock);
        Assert.Equal("mdb: syntax error on line 1 of (stdin) near \"2\"\n", answer.Error);
        Assert.Equal("", answer.Places);
    }

    [Fact]
    public void Of_a_long_text_the_neighbourhood_is_shown()
    {
        string places = PlaceText.Of(new string('a', 500) + " wrong " + new string('b', 500), 501, 5);
        string[] lines = places.Split('\n');
        Assert.InRange(lines[0].Length, 20, 120);
        Assert.Equal("wrong", lines[0].Substring(lines[1].IndexOf('^'), 5));
        Assert.Equal(5, lines[1].Count(c => c == '^'));
    }

    [Fact]
    public void Control_characters_of_the_text_are_not_sent_to_a_terminal() =>
        Assert.Equal("  | \\u001b[2J 1 2\n  |             ^\n", PlaceText.Of("\x1b[2J 1 2\n", 7, 1));

    [Fact]
    public void With_json_the_column_is_a_member_of_the_problem()
    {
        Answer answer = TestSession.Text("1=X; 1 2=X", options => options.Json = true);
        string problem = Assert.Single(answer.Out.Split('\n'), line => line.Contains("\"problem\""));
        JsonElement json = JsonDocument.Parse(problem).RootElement;
        Assert.Equal("MDB405", json.GetProperty("problem").GetString());
        Assert.Equal(8, json.GetProperty("column").GetInt32());
    }

    private static string Unicode(string bytes) => global::Commands.Language.ByteText.ToUnicode(bytes);
}
