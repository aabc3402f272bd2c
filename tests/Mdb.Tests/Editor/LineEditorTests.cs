using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class LineEditorTests
{
    [Theory]
    [InlineData("abc", "abc|")]
    [InlineData("abc\x01", "|abc")]
    [InlineData("abc\x01\x05", "abc|")]
    [InlineData("abc\x02\x02", "a|bc")]
    [InlineData("abc\x01\x06", "a|bc")]
    [InlineData("abc\x1b[D\x1b[D\x1b[C", "ab|c")]
    [InlineData("abc\x1b[H", "|abc")]
    [InlineData("abc\x1b[1~\x1b[F", "abc|")]
    [InlineData("abc\x1bOD", "ab|c")]
    [InlineData("abc\x7f", "ab|")]
    [InlineData("abc\x08", "ab|")]
    [InlineData("abc\x01\x04", "|bc")]
    [InlineData("abc\x01\x1b[3~", "|bc")]
    [InlineData("abcd\x02\x02\x0b", "ab|")]
    [InlineData("abcd\x02\x02\x15", "|")]
    [InlineData("abc\x14", "acb|")]
    [InlineData("abc\x01\x06\x14", "ba|c")]
    [InlineData("print t_ctx\x1b" + "b", "print |t_ctx")]
    [InlineData("print t_ctx\x01\x1b" + "f", "print| t_ctx")]
    [InlineData("print t_ctx\x1b[1;5D\x1b[1;5D", "|print t_ctx")]
    [InlineData("::print a.b\x17", "::print |")]
    [InlineData("::print a.b\x1b\x7f", "::print a.|")]
    [InlineData("::print a.b\x1b" + "b\x1b" + "b\x1b" + "d", "::print |.b")]
    [InlineData("one two\x17\x01\x19", "two|one ")]
    [InlineData("grüße 漢字\x02\x7f", "grüße |字")]
    public void Keys_edit_the_line(string typed, string shown) => Assert.Equal(shown, new TestEditor().Type(typed).Shown);

    [Theory]
    [InlineData("\x02")]
    [InlineData("\x7f")]
    [InlineData("\x0b")]
    [InlineData("\x10")]
    [InlineData("\x0e")]
    [InlineData("\x14")]
    [InlineData("\x1b[5~")]
    public void Keys_without_effect_draw_nothing(string typed) =>
        Assert.All(new TestEditor().Type(typed).Steps, step => Assert.Equal(EditorAction.None, step.Action));

    [Fact]
    public void Control_D_on_an_empty_line_is_the_end() => Assert.Equal(EditorAction.EndOfInput, new TestEditor().Type("\x04").Last);

    [Fact]
    public void Control_D_at_the_end_of_a_line_is_nothing() => Assert.Equal(EditorAction.None, new TestEditor().Type("a\x04").Last);

    [Fact]
    public void Control_D_is_ignored_when_asked()
    {
        var editor = new TestEditor();
        editor.Line.IgnoreEndOfInput = true;
        Assert.Equal(EditorAction.None, editor.Type("\x04").Last);
    }

    [Fact]
    public void Control_C_abandons_the_line()
    {
        TestEditor editor = new TestEditor().Type("abc\x03");
        Assert.Equal(EditorAction.Interrupt, editor.Last);
        Assert.Equal("|", editor.Shown);
        Assert.Equal(0, editor.History.Count);
    }

    [Theory]
    [InlineData("\x0c", (int)EditorAction.ClearScreen)]
    [InlineData("\x1a", (int)EditorAction.Suspend)]
    public void Keys_for_the_terminal_are_passed_on(string typed, int action) =>
        Assert.Equal((EditorAction)action, new TestEditor().Type(typed).Last);

    [Fact]
    public void Arrows_go_through_history_and_come_back_to_the_unfinished_line()
    {
        TestEditor editor = new TestEditor().Enter("first", "second").Type("thi");
        Assert.Equal("second|", editor.Type("\x1b[A").Shown);
        Assert.Equal("first|", editor.Type("\x10").Shown);
        Assert.Equal("first|", editor.Type("\x1b[A").Shown);
        Assert.Equal("second|", editor.Type("\x0e").Shown);
        Assert.Equal("thi|", editor.Type("\x1b[B").Shown);
    }

    [Fact]
    public void Blank_lines_and_repeats_are_not_kept()
    {
        TestEditor editor = new TestEditor().Enter("a", "", "  ", "a", "b", "a");
        Assert.Equal(["a", "b", "a"], Enumerable.Range(0, editor.History.Count).Select(i => editor.History[i]));
    }

    [Fact]
    public void The_oldest_lines_fall_out_of_a_full_history()
    {
        var history = new History(2);
        foreach (string line in (string[])["a", "b", "c"])
        {
            history.Add(line);
        }

        Assert.Equal(["b", "c"], Enumerable.Range(0, history.Count).Select(i => history[i]));
    }

    [Fact]
    public void Search_finds_the_newest_line_and_again_an_older_one()
    {
        TestEditor editor = new TestEditor().Enter("::walk thread", "::ps", "::walk proc", "::status");
        Assert.Equal("Search: walk|: ::walk proc", editor.Type("\x12walk").Shown);
        Assert.Equal("Search: walk|: ::walk thread", editor.Type("\x12").Shown);
        Assert.Equal("Search: walk|: ::walk thread", editor.Type("\x12").Shown);
        editor.Type("\r");
        Assert.Equal(EditorAction.Accept, editor.Last);
        Assert.Equal("::walk thread", editor.History[editor.History.Count - 1]);
    }

    [Fact]
    public void Search_narrows_as_letters_come_and_widens_as_they_go()
    {
        TestEditor editor = new TestEditor().Enter("::walk thread", "::walk proc");
        Assert.Equal("Search: wal|: ::walk proc", editor.Type("\x12wal").Shown);
        Assert.Equal("Search: walk t|: ::walk thread", editor.Type("k t").Shown);
        Assert.Equal("Search: walk |: ::walk proc", editor.Type("\x7f").Shown);
        Assert.Equal("Search: walk x|: ", editor.Type("x").Shown);
    }

    [Fact]
    public void An_arrow_takes_the_line_found_for_editing() =>
        Assert.Equal("::walk threa|d", new TestEditor().Enter("::walk thread", "::ps").Type("\x12thr\x1b[D").Shown);

    [Fact]
    public void Escape_ends_the_search_with_the_line_found() =>
        Assert.Equal("::walk thread|", new TestEditor().Enter("::walk thread", "::ps").Type("\x12thr\x1b").Shown);

    [Fact]
    public void Control_C_ends_the_search_only() => Assert.Equal("abc|", new TestEditor().Enter("::ps").Type("abc\x12p\x03").Shown);

    [Fact]
    public void After_a_search_the_arrows_go_on_from_the_line_found() =>
        Assert.Equal("a1|", new TestEditor().Enter("a1", "b2", "c3").Type("\x12" + "b\x1b").Type("\x1b[A").Shown);

    [Theory]
    [InlineData("e\u0301x\x02\x02", "|e\u0301x")]
    [InlineData("ae\u0301\x7f", "a|")]
    [InlineData("👩\u200d👧b\x01\x04", "|b")]
    [InlineData("👩\u200d👧b\x01\x06", "👩\u200d👧|b")]
    public void What_is_shown_as_one_character_is_passed_over_and_deleted_as_one(string typed, string shown) =>
        Assert.Equal(shown, new TestEditor().Type(typed).Shown);

    [Fact]
    public void Arrows_look_for_lines_that_begin_with_what_is_typed()
    {
        TestEditor editor = new TestEditor().Enter("::walk thread", "::ps", "::walk proc", "::status").Type("::wa");
        Assert.Equal("::walk proc|", editor.Type("\x1b[A").Shown);
        Assert.Equal("::walk thread|", editor.Type("\x1b[A").Shown);
        Assert.Equal("::walk thread|", editor.Type("\x1b[A").Shown);
        Assert.Equal("::walk proc|", editor.Type("\x1b[B").Shown);
        Assert.Equal("::wa|", editor.Type("\x1b[B").Shown);
    }

    [Fact]
    public void Search_can_go_back_to_a_newer_line()
    {
        TestEditor editor = new TestEditor().Enter("::walk thread", "::walk proc").Type("\x12walk\x12");
        Assert.Equal("Search: walk|: ::walk thread", editor.Shown);
        Assert.Equal("Search: walk|: ::walk proc", editor.Type("\x13").Shown);
        Assert.Equal("Search: walk|: ::walk proc", editor.Type("\x13").Shown);
    }
}
