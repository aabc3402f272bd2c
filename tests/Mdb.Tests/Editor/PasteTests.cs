using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class PasteTests
{
    private const string Begin = "\x1b[200~";
    private const string End = "\x1b[201~";

    [Fact]
    public void One_line_is_put_in_at_the_cursor() =>
        Assert.Equal("::print kthread_t| -a", new TestEditor().Type("::print  -a\x02\x02\x02").Type(Begin + "kthread_t" + End).Shown);

    [Fact]
    public void Lines_that_ended_are_taken_one_after_the_other_and_the_rest_stays()
    {
        TestEditor editor = new TestEditor().Type(":").Type(Begin + ":ps\r\n::status\n\n::thr" + End);
        Assert.Equal(["::ps", "::status", ""], editor.Accepted);
        Assert.Equal("::thr|", editor.Shown);
        Assert.Equal(["::ps", "::status"], Enumerable.Range(0, editor.History.Count).Select(i => editor.History[i]));
    }

    [Fact]
    public void Control_characters_in_it_are_no_keys() =>
        Assert.Equal("abc[A d|", new TestEditor().Type(Begin + "a\u0003b\u0004c\u001b[A\td" + End).Shown);

    [Fact]
    public void A_pipeline_over_several_lines_is_one()
    {
        TestEditor editor = new TestEditor().Type(Begin + "::walk thread |\n    ::print\n::ps\n  | where pid > 1\n  | first\n::status |" + End);
        Assert.Equal(["::walk thread | ::print", "::ps | where pid > 1 | first"], editor.Accepted);
        Assert.Equal("::status ||", editor.Shown);
    }

    [Fact]
    public void Control_C_drops_the_lines_that_are_still_to_come()
    {
        var history = new History(10);
        var editor = new LineEditor(history, null);
        editor.Begin();
        Assert.Equal(EditorAction.Accept, editor.Feed(new Key(KeyKind.Paste, default, "one\ntwo\nthree")).Action);
        Assert.Equal("one", editor.Text);
        editor.DropPasted();
        Assert.False(editor.Begin());
        Assert.Equal("", editor.Text);
    }

    [Fact]
    public void A_paste_whose_end_never_comes_ends_by_itself()
    {
        var decoder = new KeyDecoder();
        foreach (byte b in "\x1b[200~half"u8)
        {
            Assert.Equal(KeyKind.None, decoder.Feed(b).Kind);
        }

        Assert.True(decoder.IsPasting);
        Assert.Equal("half", decoder.Timeout().Pasted);
        Assert.Equal(KeyKind.Text, decoder.Feed((byte)'x').Kind);
    }

    [Fact]
    public void What_is_longer_than_any_command_is_cut_and_its_end_found()
    {
        var decoder = new KeyDecoder();
        string text = Begin + new string('x', 2 * PasteDecoder.MaximumBytes) + End;
        Key last = default;
        foreach (char c in text)
        {
            last = decoder.Feed((byte)c);
        }

        Assert.Equal(PasteDecoder.MaximumBytes, last.Pasted!.Length);
    }
}
