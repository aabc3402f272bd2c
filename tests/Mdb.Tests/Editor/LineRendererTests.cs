using CsCheck;
using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class LineRendererTests
{
    [Fact]
    public void A_letter_at_the_end_is_all_that_is_sent()
    {
        var renderer = new LineRenderer();
        renderer.Draw("> ", "ab", "");
        Assert.Equal("c", renderer.Draw("> ", "abc", ""));
    }

    [Fact]
    public void A_long_line_goes_over_several_rows()
    {
        var screen = new FakeScreen(10);
        var renderer = new LineRenderer { Columns = 10 };
        screen.Write(renderer.Draw("> ", "abcdefghijklm", "nop"));
        Assert.Equal("> abcdefgh\nijklmnop", screen.Text);
        Assert.Equal((1, 5), (screen.Row, screen.Column));
        screen.Write(renderer.Finish() + "!");
        Assert.Equal("> abcdefgh\nijklmnop\n!", screen.Text);
    }

    [Fact]
    public void Rows_no_longer_needed_are_cleared()
    {
        var screen = new FakeScreen(10);
        var renderer = new LineRenderer { Columns = 10 };
        screen.Write(renderer.Draw("> ", "abcdefghijklmnopqrstuvw", ""));
        screen.Write(renderer.Draw("> ", "x", ""));
        Assert.Equal("> x", screen.Text);
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_do_not_straddle_the_edge() =>
        Assert.Equal("> 漢漢漢\r\n漢", new LineRenderer { Columns = 9 }.Draw("> ", "漢漢漢漢", ""));

    [Fact]
    public void Whatever_was_drawn_before_the_screen_shows_the_line_and_the_cursor_stands_in_it()
    {
        Gen<(string, int)> line = Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 40], Gen.Int[0, 40]);
        line.Array[1, 12].Sample(lines =>
        {
            var screen = new FakeScreen(12);
            var renderer = new LineRenderer { Columns = 12 };
            foreach ((string text, int place) in lines)
            {
                int cursor = Math.Min(place, text.Length);
                screen.Write(renderer.Draw("> ", text[..cursor], text[cursor..]));
                string whole = "> " + text;
                string expected = string.Join('\n', whole.Chunk(12).Select(row => new string(row).TrimEnd()));
                Assert.Equal(expected, screen.Text);
                Assert.Equal(((cursor + 2) / 12, (cursor + 2) % 12), (screen.Row, screen.Column));
            }
        });
    }
}
