using Mdb.Tests.Editor;

namespace Mdb.Tests.Processes;

/// <summary>What a person sees on the screen while working: no garbled line, whatever is typed, pasted, paged or resized.</summary>
public sealed class SessionScreenTests : IDisposable
{
    private const string More = ">> More [<space>, <cr>, q, n, c, a] ?";

    private readonly MdbProcess _mdb = new("ctx-old");

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void A_line_is_typed_and_mended_in_its_middle_with_wide_characters()
    {
        using PseudoTerminal terminal = Start(80, 24);
        terminal.Type("::echo 漢字 gru\u0308ße end");
        terminal.WaitForRows("> ::echo 漢字 gru\u0308ße end");
        terminal.Type("\x1b[D\x1b[D\x1b[D\x1b[D\x7f\x7f\x7f\x7f\x7f-");
        terminal.WaitForRows("> ::echo 漢字 - end");
        terminal.Type("\r");
        terminal.WaitForScreen(s => s.Lines.Contains("漢字 - end"));
        terminal.WaitForRows("漢字 - end", ">");
        Assert.Equal("", terminal.Screen.Strange);
    }

    [Fact]
    public void A_line_longer_than_the_screen_is_wide_wraps_and_can_be_edited_at_its_start()
    {
        using PseudoTerminal terminal = Start(20, 10);
        terminal.Type("::echo 0123456789abcdefghijklmnopqrstuvwxyz");
        terminal.WaitForRows("> ::echo 0123456789a", "bcdefghijklmnopqrstu", "vwxyz");
        terminal.Type("\x01\x06\x06 ");
        terminal.WaitForRows("> :: echo 0123456789", "abcdefghijklmnopqrst", "uvwxyz");
        terminal.Type("\x7f\x05\x17short");
        terminal.WaitForRows("> ::echo short");
    }

    [Fact]
    public void A_line_longer_than_the_screen_is_high_shows_the_rows_around_the_cursor()
    {
        using PseudoTerminal terminal = Start(20, 4);
        string text = string.Concat(Enumerable.Range(0, 20).Select(i => $"row{i:d2} "));
        terminal.Type("::echo " + text);
        terminal.WaitForScreen(s => s.Visible.EndsWith("row19", StringComparison.Ordinal), "row19");
        terminal.Type("\x01");
        terminal.WaitForScreen(s => s.Visible.StartsWith("> ::echo row00 row01", StringComparison.Ordinal), "the first row");
        terminal.Type("\x15::echo done\r");
        terminal.WaitForRows("done", ">");
    }

    [Fact]
    public void A_wrapped_line_is_whole_after_the_terminal_becomes_narrower_and_wider()
    {
        using PseudoTerminal terminal = Start(30, 12);
        terminal.Type("::echo before\r");
        terminal.WaitForRows("before", ">");
        terminal.Type("::echo 0123456789abcdefghijklmnopqrstuvwxyz");
        terminal.WaitForRows("> ::echo 0123456789abcdefghijk", "lmnopqrstuvwxyz");
        terminal.Resize(20, 12);
        terminal.WaitForRows("before", "> ::echo 0123456789a", "bcdefghijklmnopqrstu", "vwxyz");
        terminal.Resize(50, 12);
        terminal.Type("!");
        terminal.WaitForRows("before", "> ::echo 0123456789abcdefghijklmnopqrstuvwxyz!");
    }

    [Fact]
    public void Candidates_are_listed_with_a_line_about_each()
    {
        using PseudoTerminal terminal = Start(60, 24, "0");
        const string line = "fffffe5af5cc8040::print kthread_t t_ctx | ::print save_";
        terminal.Type(line + "\t");
        terminal.WaitForScreen(s => s.Visible.EndsWith("> " + line, StringComparison.Ordinal)
            && s.Lines.Any(l => l.StartsWith("save_op  void (*)(", StringComparison.Ordinal)));
        terminal.Type("op\r");
        terminal.WaitForScreen(s => s.Lines.Any(l => l.Contains("save_op = ")));
    }

    [Fact]
    public void History_is_searched_on_the_line_itself()
    {
        using PseudoTerminal terminal = Start(80, 24);
        terminal.Type("::echo one\r");
        terminal.WaitForRows("one", ">");
        terminal.Type("::echo two\r");
        terminal.WaitForRows("two", ">");
        terminal.Type("\x12" + "echo");
        terminal.WaitForRows("two", "Search: echo: ::echo two");
        terminal.Type("\x12");
        terminal.WaitForRows("two", "Search: echo: ::echo one");
        terminal.Type("\x13");
        terminal.WaitForRows("two", "Search: echo: ::echo two");
        terminal.Type("\x1b[D");
        terminal.WaitForRows("two", "> ::echo two");
    }

    [Fact]
    public void The_pager_leaves_nothing_of_itself_behind()
    {
        using PseudoTerminal terminal = Start(40, 6);
        terminal.Type(",8::echo line\r");
        terminal.WaitForScreen(s => s.Visible.Contains(More[..30]), More);
        terminal.Type(" ");
        terminal.WaitForRows("line", "line", "line", ">");
        Assert.DoesNotContain(terminal.Screen.Lines, l => l.Contains("More"));
        Assert.Equal(8, terminal.Screen.Lines.Count(l => l == "line"));
    }

    [Fact]
    public void Control_C_stops_a_long_answer_and_the_prompt_stands_on_a_row_of_its_own()
    {
        using PseudoTerminal terminal = Start(80, 24, "+o", "pager");
        terminal.Type(",40000000::echo x\r");
        terminal.WaitForScreen(s => s.Lines.Count(l => l == "x") > 100);
        terminal.Type("\x03");
        terminal.WaitForScreen(s => s.Visible.EndsWith("\n>", StringComparison.Ordinal));
        terminal.Type("::echo next\r");
        terminal.WaitForRows("> ::echo next", "next", ">");
    }

    [Fact]
    public void Lines_pasted_together_are_shown_and_run_one_after_the_other()
    {
        using PseudoTerminal terminal = Start(80, 24);
        terminal.WaitForScreen(s => s.MarksPaste);
        terminal.Type("\x1b[200~::echo one\n::echo \x03two\x04\r\n::echo thr\x1b[201~");
        terminal.WaitForRows("> ::echo one", "one", "> ::echo two", "two", "> ::echo thr");
        terminal.Type("ee\r");
        terminal.WaitForRows("> ::echo three", "three", ">");
        terminal.Type("\x04");
        terminal.WaitForScreen(screen => !screen.MarksPaste);
        terminal.WaitForExit();
    }

    [Fact]
    public void A_pipeline_pasted_over_several_lines_is_one()
    {
        using PseudoTerminal terminal = Start(80, 24, "0");
        terminal.Type("\x1b[200~::walk thread |\n  first 2\n  | count\n\x1b[201~");
        terminal.WaitForRows("> ::walk thread | first 2 | count", "2", ">");
    }

    [Fact]
    public void Without_marks_a_paste_is_typing()
    {
        using PseudoTerminal terminal = Start(80, 24);
        terminal.Type("::echo one\r::echo two\r");
        terminal.WaitForScreen(s => s.Lines.Contains("two") && s.Lines.Contains("one") && s.Visible.EndsWith("\n>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_line_is_coloured_by_what_its_words_mean()
    {
        using PseudoTerminal terminal = Start(80, 24, "0");
        terminal.Type("::walk thread | where t_pri > 0t5 | ::nosuch ");
        terminal.WaitForScreen(s => s.Visible.EndsWith("::nosuch", StringComparison.Ordinal));
        IReadOnlyList<FakeCell> row = terminal.Screen.Rows[terminal.Screen.Row];
        string Style(int column) => row[column].Style;
        Assert.Equal("1;34", Style(2));
        Assert.Equal("1;35", Style(9));
        Assert.Equal("1;34", Style(18));
        Assert.Equal("33", Style(24));
        Assert.Equal("36", Style(32));
        Assert.Equal("31", Style(38));
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void Colours_can_be_refused(string variable, string value)
    {
        _mdb.Variables[variable] = value;
        using PseudoTerminal terminal = Start(80, 24, "0");
        terminal.Type("::echo colour\r");
        terminal.WaitForScreen(s => s.Lines.Contains("colour"));
        Assert.All(terminal.Screen.Rows.SelectMany(r => r), cell => Assert.Equal("", cell.Style));
    }

    [Fact]
    public void An_option_switches_colours_off()
    {
        using PseudoTerminal terminal = Start(80, 24, "+o", "color", "0");
        terminal.Type("::echo colour\r");
        terminal.WaitForScreen(s => s.Lines.Contains("colour"));
        Assert.All(terminal.Screen.Rows.SelectMany(r => r), cell => Assert.Equal("", cell.Style));
    }

    [Fact]
    public void An_error_points_at_its_place()
    {
        using PseudoTerminal terminal = Start(80, 24);
        terminal.Type("1+2 3=X\r");
        terminal.WaitForRows("> 1+2 3=X", "mdb: syntax error near \"3\"", "  | 1+2 3=X", "  |     ^", ">");
    }

    private PseudoTerminal Start(int columns, int rows, params string[] words)
    {
        PseudoTerminal terminal = PseudoTerminal.Start(_mdb, columns, rows, ["-S", .. words]);
        terminal.WaitForScreen(s => s.Visible.EndsWith('>'));
        return terminal;
    }
}
