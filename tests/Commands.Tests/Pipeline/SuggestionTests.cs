using Commands.Pipeline;

namespace Commands.Tests.Pipeline;

public class SuggestionTests
{
    private static readonly string[] _names = ["stack", "stacks", "stackinfo", "status", "ps", "walk", "findstack"];

    [Theory]
    [InlineData("stakcs", "stacks stack status")]
    [InlineData("statsu", "status")]
    [InlineData("wlak", "walk")]
    [InlineData("pss", "ps")]
    [InlineData("fndstack", "findstack")]
    [InlineData("zzzzzz", "")]
    [InlineData("p", "")]
    public void The_nearest_names_come_first(string wrong, string near) => Assert.Equal(near, string.Join(' ', Suggestions.Nearest(wrong, _names)));

    [Fact]
    public void An_unknown_command_is_answered_with_the_nearest() => Assert.Equal(
        "mdb: invalid command '::statsu': unknown dcmd name\nmdb: did you mean ::status?\n", TestSession.Script("::statsu\n", _ => { }).Error);

    [Fact]
    public void An_unknown_walker_is_answered_with_the_nearest() => Assert.Equal(
        "mdb: failed to perform walk: unknown walk name\nmdb: did you mean thread?\n", TestSession.Script("::walk thraed\n", _ => { }).Error);

    [Fact]
    public void Stock_mode_guesses_nothing() => Assert.Equal(
        "mdb: invalid command '::statsu': unknown dcmd name\n", TestSession.Script("::statsu\n", o => o.Stock = true).Error);
}
