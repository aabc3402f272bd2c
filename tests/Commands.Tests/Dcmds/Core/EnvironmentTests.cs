namespace Commands.Tests.Dcmds.Core;

public class EnvironmentTests
{
    [Theory]
    [InlineData("::setenv A b\n::getenv A", "A=b\n")]
    [InlineData("::setenv A=b=c\n::getenv A", "A=b=c\n")]
    [InlineData("::setenv A \"two words\"\n::getenv A", "A=two words\n")]
    [InlineData("::setenv A\n::getenv A", "A=\n")]
    [InlineData("::setenv B 2\n::setenv A 1\n::getenv", "A=1\nB=2\n")]
    [InlineData("::setenv A 1\n::setenv A 2\n::getenv", "A=2\n")]
    public void A_variable_that_was_set_is_shown(string script, string shown)
    {
        Assert.Equal((shown, ""), (TestSession.Script(script + "\n").Out, TestSession.Script(script + "\n").Error));
    }

    [Fact]
    public void A_variable_that_was_removed_is_gone()
    {
        Answer answer = TestSession.Text("::setenv A 1; ::unsetenv A; ::getenv A");
        Assert.Equal("mdb: environment variable 'A' is not set\n", answer.Error);
        Assert.Equal(1, answer.Status);
    }

    [Theory]
    [InlineData("::setenv")]
    [InlineData("::setenv a=b c")]
    [InlineData("::setenv =b")]
    [InlineData("::unsetenv")]
    [InlineData("::getenv a b")]
    [InlineData("5::getenv")]
    public void Anything_else_is_a_usage_error(string text)
    {
        Assert.StartsWith("Usage: ", TestSession.Text(text).Error, StringComparison.Ordinal);
    }
}
