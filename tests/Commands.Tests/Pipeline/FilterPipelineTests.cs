namespace Commands.Tests.Pipeline;

/// <summary>Filters in pipelines of a real dump: what they pass on, and that it stays what it was.</summary>
public class FilterPipelineTests
{
    [Theory]
    [InlineData("::walk thread | where t_pri > 0t50 | count", "::walk thread | ::eval '.::print kthread_t t_pri'")]
    public void A_condition_over_members_counts_what_print_shows(string filtered, string all)
    {
        int expected = Ask(all).Lines.Count(l => l.StartsWith("t_pri = 0x", StringComparison.Ordinal) && (short)Convert.ToInt32(l["t_pri = ".Length..], 16) > 50);
        Assert.InRange(expected, 1, int.MaxValue);
        Assert.Equal(Decimal(expected), Ask(filtered).Out);
    }

    [Theory]
    [InlineData("::walk thread | count", "::walk thread")]
    [InlineData("::walk thread | where 1 | count", "::walk thread")]
    [InlineData("::walk thread | where 0 || t_procp != 0 | count", "::walk thread")]
    [InlineData("::walk thread | sort t_pri | count", "::walk thread")]
    [InlineData("::walk thread | group t_procp | count", "::walk thread")]
    [InlineData("::walk thread | skip 3 | count", "::walk thread | skip 3")]
    public void Count_agrees_with_the_lines(string counted, string listed) => Assert.Equal(Decimal(Ask(listed).Lines.Length), Ask(counted).Out);

    [Theory]
    [InlineData("::walk thread | where 0 | count", "0\n")]
    [InlineData("::walk thread | where 0 | sum t_pri", "0\n")]
    [InlineData("::walk thread | where 0 | max t_pri", "")]
    [InlineData("::walk thread | where 0 | sort", "")]
    [InlineData("::walk thread | first 0", "")]
    [InlineData("::walk thread | last 0", "")]
    public void Nothing_counts_to_nought(string text, string shown) => Assert.Equal((shown, ""), (Ask(text).Out, Ask(text).Error));

    [Fact]
    public void A_group_of_formats_leaves_the_margin_as_it_was()
    {
        string[] lines = Ask("hz,2/X | group .; ::walk thread | first | group 1").Out.Split('\n');
        Assert.StartsWith("    0x", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_calculated_operand_is_a_number_in_any_radix() =>
        Assert.Equal(Ask("::walk thread | max 0t12").Out, Ask("0t10$d; ::walk thread | max $[0t12]; 0t16$d").Lines[1] + "\n");

    [Fact]
    public void What_failed_to_start_is_not_counted()
    {
        Answer answer = Ask("::walk nosuch | count");
        Assert.Equal(("", "mdb: failed to perform walk: unknown walk name\n"), (answer.Out, answer.Error));
    }

    [Theory]
    [InlineData("::walk thread | where 1 | first 2", "::walk thread | first 2")]
    [InlineData("::ps | where pid >= 0", "::ps")]
    [InlineData("::vars | where name == \"hits\"", "::echo hits = 0")]
    [InlineData("::walk thread | skip 0", "::walk thread")]
    [InlineData("::ps | first 1000", "::ps")]
    [InlineData("::ps | last 0x1000", "::ps")]
    public void What_passes_keeps_its_text_and_its_heading(string filtered, string plain)
    {
        Assert.Equal(Ask(plain).Lines, Ask(filtered).Lines);
    }

    [Fact]
    public void A_sorted_list_can_still_be_printed()
    {
        string[] lines = Ask("::walk thread | sort -r t_pri | ::print t_pri").Lines;
        int[] values = [.. lines.Select(l => (short)Convert.ToInt32(l["t_pri = ".Length..], 16))];
        Assert.Equal([.. values.OrderDescending()], values);
        Assert.InRange(values.Length, 5, 100);
    }

    [Fact]
    public void Equal_keys_stay_in_order_forward_and_backward()
    {
        string[] plain = Ask("::walk thread").Lines;
        Assert.Equal(plain, Ask("::walk thread | sort 0").Lines);
        Assert.Equal(plain, Ask("::walk thread | sort -r 0").Lines);
    }

    [Fact]
    public void A_row_names_its_object_behind_select_and_max()
    {
        Assert.Equal(Ask("::ps | ::print proc_t p_user.u_comm").Lines, Ask("::ps | select pid | ::print p_user.u_comm").Lines);
        string[] top = Ask("::walk thread | max t_pri").Lines;
        Assert.Equal(top.Single().Replace("0t", "", StringComparison.Ordinal),
            Convert.ToInt32(Ask("::walk thread | max t_pri | ::print t_pri").Lines.Single()["t_pri = ".Length..], 16).ToString());
    }

    [Fact]
    public void Walk_variables_go_through_filters_with_their_element()
    {
        string[] plain = Ask("::walk proc p | ::walk thread t | ::eval \"<p=K;<t=K\"").Lines;
        string[] sorted = Ask("::walk proc p | ::walk thread t | sort -r t_pri | ::eval \"<p=K;<t=K\"").Lines;
        HashSet<(string, string)> Pairs(string[] lines) => [.. Enumerable.Range(0, lines.Length / 2).Select(i => (lines[2 * i], lines[(2 * i) + 1]))];
        Assert.Equal(Pairs(plain), Pairs(sorted));
    }

    [Fact]
    public void Uniq_keeps_the_first_of_each_key_wherever_the_others_stand()
    {
        string[] names = Ask("::walk thread | ::print kthread_t t_procp | ::print proc_t p_user.u_comm").Lines;
        Assert.Equal(names.Distinct(), Ask("::walk thread | uniq t_procp | ::print kthread_t t_procp | ::print proc_t p_user.u_comm").Lines);
    }

    [Fact]
    public void Groups_hold_every_element_once()
    {
        Answer grouped = Ask("::walk thread | group t_procp");
        Assert.Equal(Ask("::walk thread").Lines.Order(), grouped.Lines.Where(l => l.StartsWith("0x", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("::walk thread | where nosuch > 1", "mdb: where: nosuch is not a member of kthread_t or a symbol\n")]
    [InlineData("::walk thread | where t_pri == \"x\"", "mdb: where: a number cannot be compared with a text\n")]
    [InlineData("::walk thread | where t_pri % 0", "mdb: where: attempted to divide by zero\n")]
    [InlineData("::walk thread | where t_procp->p_user.u_comm + 1", "mdb: where: a text cannot be calculated with\n")]
    [InlineData("::walk thread | where <nosuch == 1", "mdb: where: variable 'nosuch' is not defined\n")]
    [InlineData("::walk thread | where . =~ \"(\"", "mdb: where: Invalid regular expression: (\n")]
    [InlineData("::walk thread | sort t_pri +", "mdb: sort: +: syntax error near \"+\"\n")]
    [InlineData("::echo 5 | where .t_pri", "mdb: where: .t_pri: the element has no type, so it has no members\n")]
    public void What_makes_no_sense_is_said_once_and_ends_the_pipeline(string text, string message)
    {
        Answer answer = Ask(text);
        Assert.Equal(("", message, 1), (answer.Out, answer.Error, answer.Status));
    }

    [Theory]
    [InlineData("5::where 1")]
    [InlineData("::where 1")]
    [InlineData("::walk thread | where")]
    [InlineData("::walk thread | select")]
    [InlineData("::walk thread | first x y")]
    [InlineData("::walk thread | first -1")]
    [InlineData("::walk thread | count bx t_pri")]
    [InlineData("::walk thread | count by")]
    [InlineData("::walk thread | sum")]
    [InlineData("::walk thread | sort -q")]
    [InlineData("::walk thread | group")]
    [InlineData("::walk thread | json 5")]
    [InlineData("::json")]
    [InlineData("::ps | ::json | ::map .")]
    public void What_is_not_understood_is_a_usage_error(string text) => Assert.Contains("Usage: ", Ask(text).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("::walk thread | where 1")]
    [InlineData("::walk thread | count")]
    [InlineData("::walk thread | first")]
    public void Stock_rules_know_no_bare_words(string text)
    {
        Answer answer = TestSession.Text(text, TestSession.Stock, target: SampleDumps.Open("ctx-new"));
        Assert.Equal("", answer.Out);
        Assert.StartsWith("mdb: syntax error on line 1 of (string) near \"", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::walk thread | ::count", "0t23\n")]
    [InlineData("::walk thread | ::where . == 0 | ::count", "0\n")]
    [InlineData("::walk thread | ::where *. == *. | ::first 1 | ::count", "1\n")]
    public void Under_stock_rules_the_commands_are_there_and_see_numbers(string text, string shown) =>
        Assert.Equal(shown, TestSession.Text(text, TestSession.Stock, target: SampleDumps.Open("ctx-new")).Out);

    private static string Decimal(int number) => (number > 9 ? "0t" : "") + number + "\n";

    private static Answer Ask(string text) => TestSession.Text(text, target: SampleDumps.Open("ctx-new"));
}
