using Mdb.CommandLine;

namespace Mdb.Tests.CommandLine;

public class SettingsTests
{
    [Fact]
    public void Letters_may_be_bundled_and_values_attached()
    {
        Settings settings = Read("-kwe1=X", "-Sm", "unix.0", "vmcore.0");
        Assert.True(settings is { Kernel: true, Writable: true, SkipStartFile: true, Expression: "1=X" });
        Assert.Equal(["unix.0", "vmcore.0"], settings.Operands);
    }

    [Fact]
    public void Options_and_operands_come_in_any_order()
    {
        Settings settings = Read("a", "-S", "b", "-e", "x", "--json");
        Assert.Equal(["a", "b"], settings.Operands);
        Assert.True(settings is { SkipStartFile: true, Expression: "x", Json: true });
    }

    [Theory]
    [InlineData("-k")]
    [InlineData("--json")]
    [InlineData("=1")]
    [InlineData(":a=b")]
    [InlineData("@file")]
    [InlineData("")]
    [InlineData("a b\"c")]
    [InlineData("--")]
    public void A_value_may_be_any_word(string value) => Assert.Equal(value, Read("-e", value).Expression);

    [Fact]
    public void After_two_dashes_everything_is_an_operand() =>
        Assert.Equal(["-k", "@x", "[y]"], Read("-S", "--", "-k", "@x", "[y]").Operands);

    [Fact]
    public void A_word_with_an_at_sign_or_in_brackets_is_an_operand() =>
        Assert.Equal(["@x", "[suggest]", "-"], Read("@x", "[suggest]", "-").Operands);

    [Fact]
    public void Debugger_options_keep_their_order() =>
        Assert.Equal(
            [("stock", true), ("pager", false), ("adb,repeatlast", true), ("nomods", true), ("noctf", true)],
            Read("-ostock", "+opager", "-C", "-o", "adb,repeatlast", "-A").DebuggerOptions);

    [Theory]
    [InlineData(true, "-M")]
    [InlineData(false, "-Mm")]
    [InlineData(true, "-m", "-M")]
    [InlineData(false, "-M", "-m")]
    public void The_later_of_m_and_M_counts(bool preload, params string[] words) => Assert.Equal(preload, Read(words).Preload);

    [Fact]
    public void The_index_of_a_compressed_dump_is_kept_unless_told_otherwise() =>
        Assert.Equal((false, true), (Read("vmdump.0").NoIndex, Read("--no-index", "vmdump.0").NoIndex));

    [Fact]
    public void The_last_prompt_counts() => Assert.Equal("b> ", Read("-P", "a> ", "-Pb> ").Prompt);

    [Theory]
    [InlineData("illegal option -- x", true, 2, "-Sx")]
    [InlineData("illegal option -- ?", true, 0, "-?")]
    [InlineData("illegal option -- +x", true, 2, "+x")]
    [InlineData("illegal option -- --nosuch", true, 2, "--nosuch=1")]
    [InlineData("option requires an argument -- e", true, 2, "-Se")]
    [InlineData("option requires an argument -- +o", true, 2, "+o")]
    [InlineData("option requires an argument -- --deadline", true, 2, "--deadline")]
    [InlineData("option does not take a value -- --json", true, 2, "--json=yes")]
    [InlineData("-e already specified", false, 2, "-e", "a", "-e", "b")]
    [InlineData("expected integer following -s", false, 2, "-s", "0t10")]
    [InlineData("expected integer following -s", false, 2, "-s", "-1")]
    [InlineData("prompt may not exceed 35 characters", false, 2, "-P", "123456789012345678901234567890123456")]
    [InlineData("macro path cannot contain semicolons", false, 2, "-I", "a;b")]
    [InlineData("module path cannot contain semicolons", false, 2, "-L", "a;b")]
    [InlineData("expected a number of seconds following --deadline, not '-1'", false, 2, "--deadline", "-1")]
    public void A_wrong_command_line_is_refused_in_mdbs_words(string message, bool usage, int status, params string[] words)
    {
        UsageException wrong = Assert.Throws<UsageException>(() => Read(words));
        Assert.Equal((message, usage, status), (wrong.Message, wrong.ShowUsage, wrong.Status));
    }

    [Fact]
    public void Distance_and_deadline_are_decimal()
    {
        Settings settings = Read("-s10", "--deadline=2.5");
        Assert.Equal(10UL, settings.Distance);
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Deadline);
    }

    [Fact]
    public void Every_option_of_the_heading_is_declared()
    {
        var declaration = new Declaration();
        foreach (char letter in "fkmuwyAFKMSUWobpsILPRVe")
        {
            Assert.NotNull(declaration.Find(['-', letter]));
        }
    }

    private static Settings Read(params string[] words) => SettingsReader.Read(new Declaration(), words);
}
