using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class CompletionKeyTests
{
    [Fact]
    public void One_candidate_is_finished_without_a_blank()
    {
        TestEditor editor = new TestEditor(new Words("::walk")).Type("::wa\t");
        Assert.Equal("::walk|", editor.Shown);
        Assert.Equal(EditorAction.Redraw, editor.Last);
    }

    [Fact]
    public void Several_are_listed_at_once_and_their_common_letters_inserted()
    {
        TestEditor editor = new TestEditor(new Words("print", "printf")).Type("pr\t");
        Assert.Equal("print|", editor.Shown);
        Assert.Equal(EditorAction.List, editor.Last);
        Assert.Equal(["print", "printf"], editor.Steps[^1].List.Words);
    }

    [Fact]
    public void The_key_pressed_twice_lists_once_and_pressed_later_again()
    {
        TestEditor editor = new TestEditor(new Words("print", "printf")).Type("print\t");
        Assert.Equal(EditorAction.List, editor.Last);
        Assert.Equal(EditorAction.None, editor.Type("\t").Last);
        Assert.Equal(EditorAction.List, editor.Type("f\x7f\t").Last);
    }

    [Fact]
    public void No_candidate_is_nothing() => Assert.Equal(EditorAction.None, new TestEditor(new Words("print")).Type("x\t").Last);

    [Fact]
    public void What_stands_after_the_cursor_stays() =>
        Assert.Equal("print|  t_ctx", new TestEditor(new Words("print")).Type("pr  t_ctx\x01\x06\x06\t").Shown);

    private sealed class Words(params string[] words) : ICompleter
    {
        public Candidates Complete(string text) => new(0, [.. words.Where(w => w.StartsWith(text, StringComparison.Ordinal))]);
    }
}
