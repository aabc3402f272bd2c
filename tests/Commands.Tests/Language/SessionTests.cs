namespace Commands.Tests.Language;

/// <summary>Statements, dot, variables and messages, as a script sees them.</summary>
public class SessionTests
{
    [Theory]
    [InlineData("0t17%5=E\n", "3")]
    [InlineData("0t13#8=E\n", "16")]
    [InlineData("3*5#4=K\n", "10")]
    public void Percent_divides_and_hash_rounds_up(string script, string line) => Assert.Equal([line], Lines(script));

    [Fact]
    public void Everything_without_a_prefix_is_hexadecimal() =>
        Assert.Equal(["16", "55555555", "55555555"], Compact("10=D\n5,10=V\n"));

    [Fact]
    public void The_radix_is_read_in_the_radix_that_holds() =>
        Assert.Equal(["radix = 16 base ten", "radix = 10 base ten", "a", "radix = 2 base ten"], Lines("10$d\n0t10$d\n10=K\n2$d\n"));

    [Fact]
    public void A_radix_out_of_range_is_refused()
    {
        Answer answer = TestSession.Script("11$d\n1$d\n$d\n");
        Assert.Equal("mdb: expected radix from 2 to 16\nmdb: expected radix from 2 to 16\n", answer.Error);
        Assert.Equal(["radix = 16 base ten"], answer.Lines);
    }

    [Fact]
    public void The_radix_holds_for_what_is_printed_in_it_and_for_nothing_else() =>
        Assert.Equal(
            ["radix = 10 base ten", "31", "12", "10", "11", "a", ". = 10", "0 = 10"],
            Lines("0t10$d\n::echo $[0x1f]\n11::map .+1\n10::array char 2\n10=K\n$v\n", "::typedef -c LP64\n"));

    [Fact]
    public void A_count_with_the_value_verb_shows_one_value_each_time() => Assert.Equal(["5 5 5"], Lines("5,3=X\n"));

    [Fact]
    public void A_bare_expression_runs_the_last_command_again() => Assert.Equal(["5", "7", "7"], Lines("5=X\n7\n.=X\n"));

    [Fact]
    public void A_bare_count_runs_the_last_command_again_at_dot() => Assert.Equal(["5", "55"], Compact("5=V\n,2\n"));

    [Fact]
    public void A_bare_expression_without_a_command_before_it_does_nothing() => Assert.Equal(["0"], Lines("5\n.=X\n"));

    [Fact]
    public void A_bare_expression_in_a_string_sets_dot() => Assert.Equal(["5", "7"], TestSession.Text("5=X;7;.=X").Lines);

    [Fact]
    public void An_unknown_command_keeps_its_whole_statement_from_running()
    {
        Answer answer = TestSession.Script("::echo one;::echo two|::nosuch;::echo three\n");
        Assert.Equal(["one", "three"], answer.Lines);
        Assert.Equal("mdb: invalid command '::nosuch': unknown dcmd name\n", answer.Error);
    }

    [Fact]
    public void A_count_of_zero_sets_dot_and_runs_nothing() => Assert.Equal(["7"], Lines("7,0=K\n.=K\n"));

    [Fact]
    public void An_explicit_address_sets_dot_even_for_the_value_verb() => Assert.Equal(["5", "5", "5"], Lines("5=K;.=K;.=K\n"));

    [Fact]
    public void Assigning_one_shifts_the_old_value_to_two() => Assert.Equal(["6", "5"], Lines("5>1\n6>1\n<1=K\n<2=K\n"));

    [Theory]
    [InlineData("12345678>/c/ v", "78")]
    [InlineData("12345678>/s/v", "5678")]
    [InlineData("123456789>/i/ v", "23456789")]
    [InlineData("123456789>/l/ v", "123456789")]
    public void A_modifier_truncates_what_is_assigned(string text, string value) => Assert.Equal([value], Lines(text + "\n<v=K\n"));

    [Theory]
    [InlineData("1>", "expected single variable name following '>'")]
    [InlineData("1>/c/", "expected single variable name following '>'")]
    [InlineData("1>/c/ a b", "expected single variable name following '>'")]
    [InlineData("1>a b", "improper arguments following '>' operator")]
    [InlineData("1>/q/x", "q is not a valid // modifier")]
    [InlineData("1>a.b+c", "'+' may not be used in a variable name")]
    [InlineData("1>abcdefghijklmnopqrstuvwxyz01234", "variable names may not exceed 30 characters")]
    [InlineData("1>thread", "cannot modify read-only variable 'thread'")]
    public void A_bad_assignment_is_refused(string text, string message) =>
        Assert.Equal($"mdb: {message}\n", TestSession.Script(text + "\n").Error);

    [Fact]
    public void Assigning_sets_the_increment_to_zero() => Assert.Equal(["0: 0", "5"], Lines("0/X\n5>x;+=K\n"));

    [Fact]
    public void The_last_value_printed_is_variable_zero() => Assert.Equal(["7", "7"], Lines("7=K\n<0=K\n"));

    [Fact]
    public void A_match_verb_ends_its_loop() => Assert.Equal(["0x10", "10"], Lines("10,5/L 0\n.=K\n"));

    [Fact]
    public void Plus_and_caret_move_by_what_the_last_format_consumed() =>
        Assert.Equal(["10: 0", "14", "c"], Lines("0t16/X\n+=K\n0t16/X\n^=K\n").Where(l => !l.StartsWith("0x10", StringComparison.Ordinal)).Prepend("10: 0"));

    [Fact]
    public void A_loop_that_would_overflow_dot_loses_its_line()
    {
        Answer answer = TestSession.Script("7ffffffffffffffe,3/B\n::echo lost\n::echo kept\n");
        Assert.Equal("mdb: ',' would cause '.' to overflow\n", answer.Error);
        Assert.Equal(["kept"], answer.Lines);
    }

    [Fact]
    public void An_empty_line_repeats_only_when_asked_to()
    {
        Assert.Equal(["0: 0"], Lines("0/V\n\n"));
        Assert.Equal(["0: 0", "1: 0", "2: 0"], TestSession.Script("0/V\n\n\n", o => o.RepeatLast = true).Lines);
    }

    [Theory]
    [InlineData("5%0\n")]
    [InlineData("1 +\n")]
    public void An_error_on_the_newline_swallows_the_next_line(string broken)
    {
        Answer answer = TestSession.Script(broken + "::echo lost\n::echo kept\n");
        Assert.Equal(["kept"], answer.Lines);
        Assert.EndsWith("on line 2 of (stdin) near \"\\n\"\n", answer.Error);
    }

    [Fact]
    public void Skipped_lines_are_not_counted()
    {
        Answer answer = TestSession.Script("1 2=K\n3=K\n4 5=K\n");
        Assert.Equal(
            "mdb: syntax error on line 1 of (stdin) near \"2\"\nmdb: syntax error on line 2 of (stdin) near \"5\"\n", answer.Error);
    }

    [Fact]
    public void A_script_goes_on_behind_the_semicolon_and_a_string_ends()
    {
        Assert.Equal(["b"], TestSession.Script("1 2=K;::echo b\n").Lines);
        Assert.Empty(TestSession.Text("1 2=K;::echo b").Lines);
    }

    [Fact]
    public void Skipping_ends_at_a_semicolon_in_quotes_too() =>
        Assert.Equal(["x"], TestSession.Script("1 2 \"a;::echo x\n").Lines);

    [Fact]
    public void At_a_terminal_no_line_is_named_and_the_rest_of_the_line_is_lost()
    {
        Answer answer = TestSession.Typed("1 +", "1 2;::echo lost", "::echo kept");
        Assert.Equal("mdb: syntax error near \"\\n\"\nmdb: syntax error near \"2\"\n", answer.Error);
        Assert.Equal(["kept"], answer.Lines);
    }

    [Fact]
    public void Quitting_leaves_an_empty_line_and_the_rest_of_the_input() => Assert.Equal("\n", TestSession.Script("::quit\n5=K\n").Out);

    [Fact]
    public void Text_outside_of_ascii_passes_as_it_is()
    {
        var shell = new FakeShell();
        Answer answer = TestSession.Text("::echo \u00e9\u20ac;!ls \u20ac", shell: shell);
        Assert.Equal("\u00e9\u20ac \n", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(answer.Out)));
        Assert.Equal(["ls \u20ac"], shell.Commands);
    }

    [Fact]
    public void Letters_that_are_digits_are_symbols_first() =>
        Assert.Equal(["added add, value=1000 size=0", "1000", "abc"], Lines("1000::nmadd add\nadd=K\nabc=K\n").Select(Squeeze));

    private static string Squeeze(string line) =>
        line.StartsWith("added", StringComparison.Ordinal) ? "added add, value=1000 size=0" : line;

    private static string[] Lines(string script, string before = "")
    {
        Answer answer = TestSession.Script(before + script, TestSession.Stock);
        Assert.Equal("", answer.Error);
        return answer.Lines;
    }

    private static string[] Compact(string script) => [.. Lines(script).Select(l => l.Replace(" ", "", StringComparison.Ordinal))];
}
