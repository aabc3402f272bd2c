using Commands.Pipeline;

namespace Commands.Tests.Pipeline;

/// <summary>What holds under both schedules, and where they differ.</summary>
public class PipelineTests
{
    public static TheoryData<bool> Schedules => [true, false];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_text_of_a_stage_is_parsed_as_expressions(bool stock) =>
        Assert.Equal(["a 10 8"], Run("::echo \"0t10;0x10;0o10\" | =K\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_count_belongs_to_the_first_stage(bool stock) => Assert.Equal(["1", "1"], Run(",2::echo 1 | ::map .\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Dot_ends_as_the_last_stage_left_it(bool stock) =>
        Assert.Equal(["1 2 3", "3"], Run("::echo \"1;2;3\" | =K\n.=K\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_text_is_read_with_the_dot_that_its_stage_left(bool stock) =>
        Assert.Equal(["7", "8"], Run("7=K\n::echo .+1 | =K\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Two_words_on_a_line_are_an_error(bool stock)
    {
        Answer answer = Run("::echo 1 2 | ::map .\n", stock);
        Assert.Equal("mdb: syntax error on line 1 of (pipeline) near \"2\"\n", answer.Error);
        Assert.Empty(answer.Lines);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_stage_may_not_begin_with_an_expression(bool stock) =>
        Assert.Equal("mdb: syntax error on line 1 of (stdin) near \"1\"\n", Run("::echo 3 | 1=X\n", stock).Error);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_usage_error_stops_the_pipeline(bool stock)
    {
        Answer answer = Run("::echo \"1;2\" | ::echo | ::map .\n", stock);
        Assert.Equal("Usage: echo args ...\n", answer.Error.Replace("mdb: try '::help echo' for more information\n", ""));
        Assert.Empty(answer.Lines);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_failing_expression_stops_the_pipeline_with_its_own_message(bool stock) =>
        Assert.Equal("mdb: failed to dereference symbol: unknown symbol name\n", Run("::echo \"1;2\" | ::map nosuch\n", stock).Error);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Mapping_without_a_pipe_goes_on_from_the_dot_it_left(bool stock) =>
        Assert.Equal(["6", "7", "8"], Run("5,3::map .+1\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Grep_has_no_relations_but_assigns(bool stock) =>
        Assert.Equal(["5", "6", "6"], Run("::echo \"5;6\" | ::grep .>y\n<y=K\n", stock).Lines);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Head_counts_in_decimal(bool stock)
    {
        string values = string.Join(';', Enumerable.Range(1, 20).Select(i => i.ToString("x")));
        Assert.Equal(11, Run($"::echo \"{values}\" | ::head -n 11\n", stock).Lines.Length);
        Assert.Equal(12, Run($"::echo \"{values}\" | ::head -12\n", stock).Lines.Length);
        Assert.Equal(10, Run($"::echo \"{values}\" | ::head\n", stock).Lines.Length);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Walk_variables_are_bound_for_every_later_stage(bool stock) =>
        Assert.Equal(
            ["0", "0", "8", "8", "8", "0"],
            Run("0::array uint64_t 2 a | ::map .*100 | ::eval '<a=K;<a=K'\n<a=K\n::typedef -c LP64\n", stock, "::typedef -c LP64\n").Lines.Take(5).Append("0"));

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_walk_variable_without_a_later_stage_is_not_made(bool stock) =>
        Assert.Contains("variable 'a' is not defined", Run("0::array uint64_t 2 a\n<a=K\n", stock, "::typedef -c LP64\n").Error);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Evaluated_text_passes_its_output_on(bool stock) =>
        Assert.Equal(["", "2", "", "3"], Run("::echo \"1;2\" | ::eval '.+1=n K' ! keep\n", stock, shell: new FakeShell()).Lines);

    [Fact]
    public void Numbers_that_a_format_shows_flow_as_values_by_default_and_as_text_under_stock()
    {
        Assert.Equal(["a"], Run("0t10=D | =K\n", stock: false).Lines);
        Assert.Equal(["10"], Run("0t10=D | =K\n", stock: true).Lines);
    }

    [Fact]
    public void The_lazy_schedule_interleaves_and_the_stock_schedule_does_not()
    {
        const string Script = "::echo \"1;2\" | ::map .+<n | ::eval '.=K;<n+10>n'\n";
        Assert.Equal(["1", "12"], Run(Script, stock: false, "0>n\n").Lines);
        Assert.Equal(["1", "2"], Run(Script, stock: true, "0>n\n").Lines);
    }

    [Fact]
    public void Head_ends_its_producer_under_the_lazy_schedule()
    {
        const string Script = "0::array uint8_t 7fffffffffffffff | ::head -2\n";
        Answer answer = TestSession.Script("::typedef -c LP64\n" + Script, o => o.Deadline = TimeSpan.FromSeconds(20));
        Assert.Equal(["0", "1"], answer.Lines);
        Assert.Equal("", answer.Error);
    }

    [Fact]
    public void A_deadline_ends_a_statement_and_says_so()
    {
        Answer answer = TestSession.Script("0,ffffffffffffffff::eval 1\n::echo next\n", o => o.Deadline = TimeSpan.FromMilliseconds(20));
        Assert.Equal("mdb: partial: deadline reached (MDB401)\n", answer.Error);
        Assert.Equal(["next"], answer.Lines);
    }

    [Fact]
    public void A_shell_that_closes_early_ends_the_pipeline()
    {
        var shell = new FakeShell { Limit = 20 };
        Answer answer = TestSession.Script("::typedef -c LP64\n0::array uint8_t 7fffffffffffffff ! head\n::echo next\n", null, shell);
        Assert.Equal(["next"], answer.Lines);
        Assert.Equal(["head"], shell.Commands);
    }

    [Fact]
    public void A_pipeline_longer_than_the_stack_is_deep_is_refused()
    {
        string script = "::echo 1" + string.Concat(Enumerable.Repeat(" | ::head", 30_000)) + "\n";
        Assert.Equal("mdb: commands are nested too deeply\n", Run(script, stock: false).Error);
        Assert.Equal(["1"], Run(script, stock: true).Lines);
    }

    [Fact]
    public void A_session_without_a_shell_says_so() =>
        Assert.Equal("mdb: this session may not start other programs\n", TestSession.Script("!ls\n").Error);

    private static Answer Run(string script, bool stock, string before = "", IShell? shell = null)
    {
        FakeShell? fake = shell as FakeShell;
        Answer answer = TestSession.Script(before + script, o => o.Stock = stock, shell);
        return fake is null ? answer : answer with { Out = fake.Text };
    }
}
