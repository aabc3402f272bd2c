using Commands.Pipeline;

namespace Commands.Tests.Pipeline;

public class OptionParserTests
{
    [Theory]
    [InlineData("nosuch", "invalid debugger option -- nosuch")]
    [InlineData("pager=1", "option does not accept an argument -- pager")]
    [InlineData("array_mem_limit", "option requires an argument -- array_mem_limit")]
    [InlineData("array_mem_limit=", "option requires an argument -- array_mem_limit")]
    [InlineData("array_str_limit=x", "invalid argument for option array_str_limit -- x")]
    [InlineData("array_str_limit=-1", "invalid argument for option array_str_limit -- -1")]
    [InlineData("follow_fork_mode=both", "invalid argument for option follow_fork_mode -- both")]
    [InlineData("", "invalid debugger option -- ")]
    [InlineData("term", "option requires an argument -- term")]
    public void A_bad_option_is_refused_with_the_words_of_mdb(string list, string message)
    {
        Assert.Equal(message, OptionParser.Apply(new SessionOptions(), list, on: true));
    }

    [Fact]
    public void What_stands_before_a_bad_option_counts()
    {
        var options = new SessionOptions();
        Assert.NotNull(OptionParser.Apply(options, "repeatlast,nosuch,stock", on: true));
        Assert.True(options.RepeatLast);
        Assert.False(options.Stock);
    }

    [Fact]
    public void Limits_are_decimal_hexadecimal_behind_0x_or_none()
    {
        var options = new SessionOptions();
        Assert.Null(OptionParser.Apply(options, "array_mem_limit=10,array_str_limit=0x10", on: true));
        Assert.Equal((10UL, 16UL), (options.ArrayMemoryLimit, options.ArrayStringLimit));
        Assert.Null(OptionParser.Apply(options, "array_mem_limit=none", on: true));
        Assert.Null(options.ArrayMemoryLimit);
        Assert.Null(OptionParser.Apply(options, "array_mem_limit", on: false));
        Assert.Equal(32UL, options.ArrayMemoryLimit);
    }

    [Fact]
    public void What_is_on_is_shown_sorted()
    {
        var options = new SessionOptions();
        OptionParser.Apply(options, "stock,adb,nomods", on: true);
        OptionParser.Apply(options, "pager", on: false);
        Assert.Equal(
            ["adb", "follow_exec_mode=ask", "follow_fork_modeask", "nomods", "stock", "stop_on_bpt_nosym", "write_readback"],
            OptionParser.Shown(options));
    }
}
