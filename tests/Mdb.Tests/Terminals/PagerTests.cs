using System.Text;
using Mdb.Editor;
using Mdb.Terminals;

namespace Mdb.Tests.Terminals;

public class PagerTests
{
    [Fact]
    public void A_short_answer_is_not_stopped() => Assert.Equal("1\n2\n3\n", Show("", "1\n2\n3\n"));

    [Fact]
    public void A_full_screen_waits_for_a_key() => Assert.Equal("1\n2\n3\n?4\n5\n", Show(" ", "1\n2\n3\n4\n5\n"));

    [Fact]
    public void Enter_and_n_show_one_line_more() => Assert.Equal("1\n2\n3\n?4\n?5\n?6\n7\n8\n", Show("\rn ", "1\n2\n3\n4\n5\n6\n7\n8\n"));

    [Fact]
    public void C_shows_the_rest_without_stopping() =>
        Assert.Equal("1\n2\n3\n?4\n5\n6\n7\n8\n9\n", Show("c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"));

    [Theory]
    [InlineData("q")]
    [InlineData("Q")]
    [InlineData("a")]
    [InlineData("\x03")]
    [InlineData("\x1c")]
    public void Q_and_interrupt_drop_the_rest(string key) => Assert.Equal("1\n2\n3\n?<quit>", Show(key, "1\n2\n3\n4\n5\n"));

    [Fact]
    public void Other_keys_are_ignored() => Assert.Equal("1\n2\n3\n?4\n", Show("xyz ", "1\n2\n3\n4\n"));

    [Fact]
    public void A_long_line_counts_as_the_rows_it_takes() =>
        Assert.Equal("aaaaaaaaaabbbbbbbbbbcccccccccc?d\n", Show(" ", "aaaaaaaaaabbbbbbbbbbccccccccccd\n"));

    [Fact]
    public void The_next_screen_of_a_long_line_is_as_full_as_the_first() =>
        Assert.Equal("aaaaaaaaaabbbbbbbbbbcccccccccc?ddddddddddeeeeeeeeeeffffffffff\n",
            Show("  ", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff\n"));

    [Fact]
    public void Wide_characters_take_two_columns_and_are_not_cut()
    {
        string line = string.Concat(Enumerable.Repeat("漢", 16));
        Assert.Equal(line[..15] + "?" + line[15..] + "d\n", Show(" ", line + "d\n"));
    }

    [Fact]
    public void Colours_and_marks_take_no_columns()
    {
        string line = string.Concat(Enumerable.Repeat("\x1b[1;31me\u0301\x1b[0m", 10)) + "\n";
        Assert.Equal(line + line + line + "?" + line, Show(" ", line + line + line + line));
    }

    [Fact]
    public void A_slash_passes_over_the_lines_before_the_one_that_holds_a_text() =>
        Assert.Equal("1\n2\n3\n?//x/xy/xx6x6\n7\n8\n?", Show("/xy\x7f\rq", "1\n2\n3\n4\n5\nx6x6\n7\n8\n9\n").Replace("<quit>", ""));

    [Fact]
    public void What_a_slash_does_not_find_is_said() => Assert.EndsWith("not found: zz\n", Show("/zz\r", "1\n2\n3\n4\n5\n"));

    [Fact]
    public void A_search_given_up_leaves_the_question() => Assert.Equal("1\n2\n3\n?//a?4\n", Show("/a\x03 ", "1\n2\n3\n4\n"));

    [Fact]
    public void Nothing_is_stopped_when_the_pager_is_off() => Assert.Equal("1\n2\n3\n4\n5\n", Show("", "1\n2\n3\n4\n5\n", on: false));

    [Fact]
    public void A_new_command_starts_with_a_fresh_screen_after_q()
    {
        var terminal = new FakeTerminal("q");
        var pager = new Pager(terminal.Output, terminal, () => { }) { IsOn = true };
        pager.Begin();
        pager.Write("1\n2\n3\n4\n"u8);
        pager.Begin();
        pager.Write("a\nb\n"u8);
        Assert.Equal("1\n2\n3\n?a\nb\n", terminal.Text);
    }

    private static string Show(string keys, string text, bool on = true)
    {
        var terminal = new FakeTerminal(keys);
        var pager = new Pager(terminal.Output, terminal, () => terminal.Write("<quit>")) { IsOn = on };
        pager.Begin();
        pager.Write(Encoding.UTF8.GetBytes(text));
        pager.End();
        return terminal.Text;
    }

    private sealed class FakeTerminal(string keys) : Terminal
    {
        private readonly KeyDecoder _decoder = new();
        private readonly MemoryStream _output = new();
        private int _at;

        public Stream Output => _output;

        public string Text => Encoding.UTF8.GetString(_output.ToArray()).Replace(Pager.Question, "?").Replace("\r\x1b[K", "").Replace("\r?", "?");

        public override (int Columns, int Rows) Size => (10, 4);

        public override void Enter() { }

        public override void Work() { }

        public override void Leave() { }

        public override Key? ReadKey() => _decoder.Feed((byte)keys[_at++]);

        public override void Write(string text) => _output.Write(Encoding.UTF8.GetBytes(text));
    }
}
