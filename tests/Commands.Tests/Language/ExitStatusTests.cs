namespace Commands.Tests.Language;

public class ExitStatusTests
{
    [Theory]
    [InlineData("1=K", 0)]
    [InlineData("1=", 1)]
    [InlineData("1=k", 0)]
    [InlineData("::nosuch", 1)]
    [InlineData("nosuch=X", 1)]
    [InlineData("<nosuch=X", 1)]
    [InlineData("1 2", 1)]
    [InlineData("1=K;1 2=K", 1)]
    [InlineData("::walk", 1)]
    [InlineData("1=;::echo ok", 0)]
    [InlineData("::echo ok;::walk", 1)]
    [InlineData("::walk;1=K", 0)]
    [InlineData("::echo hi there | =K", 0)]
    [InlineData("::echo hi | ::eval 1=", 0)]
    [InlineData("5::map nosuch", 1)]
    [InlineData("1>", 1)]
    [InlineData("::unset nosuch", 0)]
    [InlineData("0xbaddcafe/v 0x02", 1)]
    [InlineData("::quit", 0)]
    [InlineData("", 0)]
    public void Under_stock_rules(string text, int status) => Assert.Equal(status, TestSession.Text(text, TestSession.Stock).Status);

    [Fact]
    public void A_partial_answer_fails_by_default_only()
    {
        Assert.Equal(1, TestSession.Text("0\\X").Status);
        Assert.Equal(0, TestSession.Text("0\\X", TestSession.Stock).Status);
    }

    [Fact]
    public void A_partial_answer_ends_with_one_line_by_default_and_with_none_under_stock()
    {
        Assert.EndsWith("(MDB201)\n", TestSession.Text("0\\X").Error);
        Assert.DoesNotContain("partial", TestSession.Text("0\\X", TestSession.Stock).Error);
        Assert.Contains("MDB201", TestSession.Text("0\\X;::problems", TestSession.Stock).Out);
    }
}
