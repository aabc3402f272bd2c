using System.Text.Json;
using Commands.Pipeline;

namespace Commands.Tests.Pipeline;

/// <summary>The forms of answers: of a session, of one pipeline, to the shell; and that what is partial says so in each.</summary>
public class FormTests
{
    [Fact]
    public void A_pipeline_as_JSON_ends_with_an_object_that_says_whether_it_is_whole()
    {
        string[] lines = Ask("::ps | json").Out.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Equal("{\"end\":\"complete\"}", lines[^1]);
        Assert.Equal(Ask("::ps").Lines.Length, lines.Length);
    }

    [Fact]
    public void The_form_of_a_pipeline_is_that_of_the_session_option()
    {
        Assert.Equal(Ask("::ps", OutputForm.Json).Out, Ask("::ps | json").Out);
        Assert.Equal(Ask("::ps", OutputForm.Csv).Out, Ask("::ps | csv").Out);
        Assert.Equal(Ask("::ps", OutputForm.Csv).Out, Ask("::ps | ::csv").Out);
    }

    [Fact]
    public void Statements_behind_it_have_the_form_of_the_session_again() =>
        Assert.EndsWith("\n{\"end\":\"complete\"}\n                1               \n", Ask("::ps | json;1=X").Out, StringComparison.Ordinal);

    [Fact]
    public void A_shell_command_reads_the_form()
    {
        var shell = new FakeShell();
        Answer answer = TestSession.Text("::walk proc | first | json ! jq .", target: SampleDumps.Open("ctx-new"), shell: shell);
        Assert.Equal("", answer.Out);
        Assert.Equal(["jq ."], shell.Commands);
        Assert.Equal("""{"addr":"0xfffffffffbc013b0","type":"proc_t"}""" + "\n{\"end\":\"complete\"}\n", shell.Text);
    }

    [Theory]
    [InlineData("::walk proc | ::print -a proc_t ! head")]
    [InlineData("::walk proc | ::print -a proc_t | json ! head")]
    [InlineData("::walk proc | ::print -a proc_t | csv ! head")]
    public void A_command_that_has_enough_ends_the_pipeline_without_a_word(string text)
    {
        var shell = new FakeShell { Limit = 20 };
        var target = SampleDumps.Open("ctx-new");
        Answer answer = TestSession.Text(text, target: target, shell: shell);
        Assert.Equal(("", ""), (answer.Out, answer.Error));
        var whole = new FakeShell();
        TestSession.Text(text, target: target, shell: whole);
        Assert.InRange(shell.Text.Length, 20, whole.Text.Length - 1);
    }

    [Fact]
    public void Two_columns_of_one_name_keep_their_own_values()
    {
        string[] lines = Ask("::walk thread | first | select x=1 x=2", OutputForm.Csv).Out.Split('\n');
        Assert.StartsWith("x,x,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1,2,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_in_JSON_gives_JSON_to_the_shell()
    {
        var shell = new FakeShell();
        TestSession.Text("::walk proc | first ! jq .", o => o.Json = true, target: SampleDumps.Open("ctx-new"), shell: shell);
        Assert.Equal("""{"addr":"0xfffffffffbc013b0","type":"proc_t"}""" + "\n", shell.Text);
    }

    [Fact]
    public void CSV_has_one_heading_a_table_and_an_empty_line_between_tables()
    {
        string[] lines = Ask("::walk proc | first 2; ::vars | where name == \".\"", OutputForm.Csv).Out.Split('\n');
        Assert.Equal(["addr,type", "0xfffffffffbc013b0,proc_t"], lines[..2]);
        Assert.Equal(["", "name,value,readonly,tagged"], lines[3..5]);
        Assert.StartsWith(".,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_with_commas_quotes_and_line_ends_stay_one_field()
    {
        Answer answer = TestSession.Text("::setenv A \"x, \\\"y\\\"\\nz\"; ::getenv", o => o.Form = OutputForm.Csv);
        Assert.Equal("name,value\nA,\"x, \"\"y\"\"\\nz\"\n", answer.Out);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_partial_says_so_in_every_form(bool stock)
    {
        Answer text = Partial(OutputForm.Text, stock);
        Answer json = Partial(OutputForm.Json, stock);
        Answer csv = Partial(OutputForm.Csv, stock);
        Assert.Equal(!stock, text.Error.Contains("mdb: partial: ", StringComparison.Ordinal));
        Assert.Contains("{\"problem\":\"MDB201\"", json.Out, StringComparison.Ordinal);
        Assert.EndsWith("\"}\n", json.Out, StringComparison.Ordinal);
        Assert.Contains("{\"end\":\"partial\",\"reason\":\"", json.Out.Split('\n')[^2], StringComparison.Ordinal);
        Assert.Contains("mdb: partial: ", csv.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_as_JSON_tells_of_what_is_missing()
    {
        string[] lines = Ask("::echo 10 | ::print -n proc_t p_stat | json").Out.TrimEnd('\n').Split('\n');
        Assert.Contains(lines, l => l.StartsWith("{\"problem\":\"MDB201\"", StringComparison.Ordinal));
        Assert.StartsWith("{\"end\":\"partial\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_on_what_is_missing_drops_the_element_and_the_answer_is_partial()
    {
        Answer answer = Ask("::walk proc | where p_pidp->pid_id == 0 || *1000 == 0 | count");
        Assert.Equal(("1\n", 1), (answer.Out, answer.Status));
        Assert.StartsWith("mdb: partial: ", answer.Error, StringComparison.Ordinal);
    }

    private static Answer Partial(OutputForm form, bool stock) => TestSession.Text("10::print proc_t p_cred", o =>
    {
        o.Form = form;
        o.Stock = stock;
    }, target: SampleDumps.Open("ctx-new"));

    private static Answer Ask(string text, OutputForm form = OutputForm.Text) =>
        TestSession.Text(text, o => o.Form = form, target: SampleDumps.Open("ctx-new"));
}
